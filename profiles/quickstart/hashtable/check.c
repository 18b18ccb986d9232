/* `make check`: every promise of the header, tried. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hashtable.h"
#include "siphash.h"

static const unsigned char SEED[HASHTABLE_SEED_SIZE] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

static void expect_at(int line, bool truth, const char *text)
{
    if (truth)
        return;
    fprintf(stderr, "check.c:%d: not so: %s\n", line, text);
    exit(EXIT_FAILURE);
}
#define expect(truth) expect_at(__LINE__, (truth), #truth)

static struct hashtable *new_table(size_t limit)
{
    struct hashtable *table = hashtable_new(limit, SEED);
    expect(table != NULL);
    return table;
}

static enum hashtable_outcome set(struct hashtable *table, const char *key, const char *text, uint64_t deadline)
{
    const struct hashtable_value value = {text, strlen(text), 7};
    return hashtable_set(table, key, strlen(key), &value, deadline);
}

static bool holds(struct hashtable *table, const char *key, const char *text, uint64_t now)
{
    struct hashtable_value found;
    return hashtable_get(table, key, strlen(key), now, &found) && found.size == strlen(text) &&
           memcmp(found.bytes, text, found.size) == 0 && found.flags == 7;
}

/* The first of the vectors that the authors of SipHash published, and one with a rest of seven bytes. */
static void check_hash(void)
{
    expect(siphash("", 0, SEED) == 0x726fdb47dd0e0e31);
    expect(siphash(SEED, 15, SEED) == 0xa129ca6149be45e5);
}

static void check_replacing(void)
{
    struct hashtable *table = new_table(1000);
    expect(set(table, "hoge", "Foo", HASHTABLE_FOREVER) == HASHTABLE_STORED);
    expect(set(table, "hoge", "Bar", HASHTABLE_FOREVER) == HASHTABLE_STORED);
    expect(set(table, "", "", HASHTABLE_FOREVER) == HASHTABLE_STORED);
    expect(holds(table, "hoge", "Bar", 1) && holds(table, "", "", 1));
    expect(hashtable_stats(table).entries == 2);
    expect(hashtable_remove(table, "hoge", 4, 1) && !hashtable_remove(table, "hoge", 4, 1));
    hashtable_clear(table);
    expect(hashtable_stats(table).entries == 0 && hashtable_stats(table).used == 0);
    hashtable_free(table);
}

static void check_deadlines(void)
{
    struct hashtable *table = new_table(1000);
    expect(set(table, "hoge", "Foo", 10) == HASHTABLE_STORED);
    expect(holds(table, "hoge", "Foo", 9) && !holds(table, "hoge", "Foo", 10));
    expect(hashtable_stats(table).entries == 0);
    expect(set(table, "hoge", "Foo", 10) == HASHTABLE_STORED && !hashtable_remove(table, "hoge", 4, 10));
    hashtable_free(table);
}

static void check_limit(void)
{
    struct hashtable *table = new_table(1000);
    expect(set(table, "first", "1", HASHTABLE_FOREVER) == HASHTABLE_STORED);
    const size_t each = hashtable_stats(table).used;
    hashtable_free(table);

    table = new_table(3 * each);
    expect(set(table, "first", "1", HASHTABLE_FOREVER) == HASHTABLE_STORED);
    expect(set(table, "other", "2", HASHTABLE_FOREVER) == HASHTABLE_STORED);
    expect(set(table, "third", "3", HASHTABLE_FOREVER) == HASHTABLE_STORED);
    expect(holds(table, "first", "1", 1));
    expect(set(table, "forth", "4", HASHTABLE_FOREVER) == HASHTABLE_STORED);
    expect(holds(table, "first", "1", 1) && !holds(table, "other", "2", 1) && holds(table, "third", "3", 1));
    expect(hashtable_stats(table).evictions == 1 && hashtable_stats(table).used <= 3 * each);
    hashtable_free(table);

    table = new_table(each);
    expect(set(table, "first", "12", HASHTABLE_FOREVER) == HASHTABLE_TOO_LARGE);
    expect(set(table, "first", "1", HASHTABLE_FOREVER) == HASHTABLE_STORED);
    hashtable_free(table);
}

static void check_many(void)
{
    struct hashtable *table = new_table(64 << 20);
    char key[16];
    for (int i = 0; i < 50000; i++) {
        snprintf(key, sizeof key, "%d", i);
        expect(set(table, key, key, HASHTABLE_FOREVER) == HASHTABLE_STORED);
    }
    for (int i = 0; i < 50000; i++) {
        snprintf(key, sizeof key, "%d", i);
        expect(holds(table, key, key, 1));
        expect(i % 2 == 0 || hashtable_remove(table, key, strlen(key), 1));
    }
    expect(hashtable_stats(table).entries == 25000 && hashtable_stats(table).evictions == 0);
    hashtable_free(table);
}

int main(void)
{
    check_hash();
    check_replacing();
    check_deadlines();
    check_limit();
    check_many();
    puts("hashtable: all checks passed");
    return EXIT_SUCCESS;
}
