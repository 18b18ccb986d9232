#include "cache.h"

#include <time.h>

void cache_tick(struct cache *cache)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    cache->now = 1 + (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
    if (cache->flush_at != 0 && cache->flush_at <= cache->now) {
        hashtable_clear(cache->table);
        cache->flush_at = 0;
    }
}
