/*
 * A bounded table of keys and values, both plain bytes.
 *
 * The table owns copies of all that is put into it. When an entry would take it over its
 * limit, the entries that were used longest ago leave first. An entry may have a deadline;
 * the clock is the caller's, in any unit, as long as it starts above zero and never goes back.
 */
#ifndef HASHTABLE_H
#define HASHTABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HASHTABLE_SEED_SIZE 16
#define HASHTABLE_FOREVER 0

struct hashtable;

struct hashtable_value {
    const void *bytes;
    size_t size;
    uint32_t flags; /* kept for the caller, never looked at */
};

struct hashtable_stats {
    size_t entries;
    size_t used; /* bytes, the table's own cost per entry included */
    size_t limit;
    uint64_t evictions;
};

enum hashtable_outcome {
    HASHTABLE_STORED,
    HASHTABLE_TOO_LARGE, /* would not fit into an empty table */
    HASHTABLE_NO_MEMORY
};

#pragma GCC visibility push(default)

/* The seed keeps others from choosing keys that collide: make it random. NULL when memory is short. */
struct hashtable *hashtable_new(size_t limit, const unsigned char seed[HASHTABLE_SEED_SIZE]);

void hashtable_free(struct hashtable *table);

/* Adds or replaces an entry. `deadline` is the first moment at which it is gone. On failure nothing changes. */
enum hashtable_outcome hashtable_set(struct hashtable *table, const void *key, size_t key_size,
                                     const struct hashtable_value *value, uint64_t deadline);

/* Finds a live entry. The bytes of `found` stay valid until the table is changed or asked again. */
bool hashtable_get(struct hashtable *table, const void *key, size_t key_size, uint64_t now,
                   struct hashtable_value *found);

/* Removes an entry; tells whether it was there and live. */
bool hashtable_remove(struct hashtable *table, const void *key, size_t key_size, uint64_t now);

void hashtable_clear(struct hashtable *table);

struct hashtable_stats hashtable_stats(const struct hashtable *table);

#pragma GCC visibility pop

#endif
