/* The memcached text protocol: get, set, add, replace, delete, flush_all, stats, version, quit. */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include "cache.h"
#include "connection.h"

#define SERVER_NAME "minicached"
#define SERVER_VERSION "1.0.0"

/* Runs what the input holds, as far as its answers may be queued. */
void protocol_run(struct connection *connection, struct cache *cache);

#endif
