/* What all connections share: the table, the clock and the counters. */
#ifndef CACHE_H
#define CACHE_H

#include <hashtable.h>
#include <stddef.h>
#include <stdint.h>

struct cache {
    struct hashtable *table;
    uint64_t now;      /* milliseconds, never 0; set before commands are run */
    uint64_t flush_at; /* when a postponed flush_all is due; 0: none is */
    uint64_t started;
    uint64_t gets, hits, sets;
    size_t connections;
};

/* Reads the clock, and does a flush that has become due. */
void cache_tick(struct cache *cache);

#endif
