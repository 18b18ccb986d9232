/* The sockets: one that listens, and one for each client, all served by one loop. */
#ifndef SERVER_H
#define SERVER_H

#include <stdbool.h>
#include <stddef.h>

#include "cache.h"

struct server;

/* Listens on the address and port; NULL and a message on standard error when it cannot. */
struct server *server_open(const char *address, const char *port, size_t most_connections);

/* Serves clients until a byte can be read from `stop`. False: the system's poll failed. */
bool server_run(struct server *server, struct cache *cache, int stop);

/* Closes every connection. */
void server_close(struct server *server);

#endif
