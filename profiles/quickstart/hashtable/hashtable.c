#include "hashtable.h"

#include <stdlib.h>
#include <string.h>

#include "siphash.h"

enum { FIRST_BUCKETS = 64 };

struct entry {
    struct entry *next; /* in the same bucket */
    struct entry *newer;
    struct entry *older;
    uint64_t hash;
    uint64_t deadline;
    size_t key_size;
    size_t value_size;
    uint32_t flags;
    unsigned char bytes[]; /* the key, then the value */
};

/* There are never more than two buckets for an entry, the first few aside. */
static const size_t OVERHEAD = sizeof(struct entry) + 2 * sizeof(struct entry *);

struct hashtable {
    struct entry **buckets;
    size_t bucket_count; /* a power of two */
    struct entry *newest;
    struct entry *oldest;
    size_t entries;
    size_t used;
    size_t limit;
    uint64_t evictions;
    unsigned char seed[HASHTABLE_SEED_SIZE];
};

static size_t cost(const struct entry *entry)
{
    return OVERHEAD + entry->key_size + entry->value_size;
}

/* The link that points to the entry with this key, or the empty link at the end of its bucket. */
static struct entry **find(struct hashtable *table, uint64_t hash, const void *key, size_t key_size)
{
    struct entry **link = &table->buckets[hash & (table->bucket_count - 1)];
    for (; *link != NULL; link = &(*link)->next) {
        const struct entry *entry = *link;
        if (entry->hash == hash && entry->key_size == key_size && memcmp(entry->bytes, key, key_size) == 0)
            break;
    }
    return link;
}

static void put_newest(struct hashtable *table, struct entry *entry)
{
    entry->newer = NULL;
    entry->older = table->newest;
    if (table->newest != NULL)
        table->newest->newer = entry;
    else
        table->oldest = entry;
    table->newest = entry;
}

static void take_out_of_order(struct hashtable *table, struct entry *entry)
{
    if (entry->newer != NULL)
        entry->newer->older = entry->older;
    else
        table->newest = entry->older;
    if (entry->older != NULL)
        entry->older->newer = entry->newer;
    else
        table->oldest = entry->newer;
}

static void drop(struct hashtable *table, struct entry **link)
{
    struct entry *entry = *link;
    *link = entry->next;
    take_out_of_order(table, entry);
    table->used -= cost(entry);
    table->entries--;
    free(entry);
}

static void evict_oldest(struct hashtable *table)
{
    const struct entry *entry = table->oldest;
    drop(table, find(table, entry->hash, entry->bytes, entry->key_size));
    table->evictions++;
}

/* Doubles the buckets. Without the memory for it the table stays correct and only gets slower. */
static void grow(struct hashtable *table)
{
    const size_t count = table->bucket_count * 2;
    struct entry **buckets = calloc(count, sizeof *buckets);
    if (buckets == NULL)
        return;
    for (struct entry *entry = table->oldest; entry != NULL; entry = entry->newer) {
        struct entry **bucket = &buckets[entry->hash & (count - 1)];
        entry->next = *bucket;
        *bucket = entry;
    }
    free(table->buckets);
    table->buckets = buckets;
    table->bucket_count = count;
}

struct hashtable *hashtable_new(size_t limit, const unsigned char seed[HASHTABLE_SEED_SIZE])
{
    struct hashtable *table = calloc(1, sizeof *table);
    if (table == NULL)
        return NULL;
    table->buckets = calloc(FIRST_BUCKETS, sizeof *table->buckets);
    if (table->buckets == NULL) {
        free(table);
        return NULL;
    }
    table->bucket_count = FIRST_BUCKETS;
    table->limit = limit;
    memcpy(table->seed, seed, sizeof table->seed);
    return table;
}

void hashtable_clear(struct hashtable *table)
{
    for (struct entry *entry = table->oldest, *newer; entry != NULL; entry = newer) {
        newer = entry->newer;
        free(entry);
    }
    memset(table->buckets, 0, table->bucket_count * sizeof *table->buckets);
    table->newest = table->oldest = NULL;
    table->entries = table->used = 0;
}

void hashtable_free(struct hashtable *table)
{
    if (table == NULL)
        return;
    hashtable_clear(table);
    free(table->buckets);
    free(table);
}

enum hashtable_outcome hashtable_set(struct hashtable *table, const void *key, size_t key_size,
                                     const struct hashtable_value *value, uint64_t deadline)
{
    if (table->limit < OVERHEAD || key_size > table->limit - OVERHEAD ||
        value->size > table->limit - OVERHEAD - key_size)
        return HASHTABLE_TOO_LARGE;
    struct entry *entry = malloc(sizeof *entry + key_size + value->size);
    if (entry == NULL)
        return HASHTABLE_NO_MEMORY;
    entry->hash = siphash(key, key_size, table->seed);
    entry->deadline = deadline;
    entry->key_size = key_size;
    entry->value_size = value->size;
    entry->flags = value->flags;
    memcpy(entry->bytes, key, key_size);
    if (value->size > 0)
        memcpy(entry->bytes + key_size, value->bytes, value->size);

    struct entry **old = find(table, entry->hash, key, key_size);
    if (*old != NULL)
        drop(table, old);
    while (table->used > table->limit - cost(entry))
        evict_oldest(table);
    if (table->entries >= table->bucket_count)
        grow(table);

    struct entry **bucket = &table->buckets[entry->hash & (table->bucket_count - 1)];
    entry->next = *bucket;
    *bucket = entry;
    put_newest(table, entry);
    table->used += cost(entry);
    table->entries++;
    return HASHTABLE_STORED;
}

/* The link to a live entry, or NULL; an entry past its deadline is dropped on the way. */
static struct entry **find_live(struct hashtable *table, const void *key, size_t key_size, uint64_t now)
{
    struct entry **link = find(table, siphash(key, key_size, table->seed), key, key_size);
    if (*link == NULL)
        return NULL;
    if ((*link)->deadline == HASHTABLE_FOREVER || (*link)->deadline > now)
        return link;
    drop(table, link);
    return NULL;
}

bool hashtable_get(struct hashtable *table, const void *key, size_t key_size, uint64_t now,
                   struct hashtable_value *found)
{
    struct entry **link = find_live(table, key, key_size, now);
    if (link == NULL)
        return false;
    struct entry *entry = *link;
    take_out_of_order(table, entry);
    put_newest(table, entry);
    *found = (struct hashtable_value){entry->bytes + entry->key_size, entry->value_size, entry->flags};
    return true;
}

bool hashtable_remove(struct hashtable *table, const void *key, size_t key_size, uint64_t now)
{
    struct entry **link = find_live(table, key, key_size, now);
    if (link == NULL)
        return false;
    drop(table, link);
    return true;
}

struct hashtable_stats hashtable_stats(const struct hashtable *table)
{
    return (struct hashtable_stats){table->entries, table->used, table->limit, table->evictions};
}
