#include "commands.h"

#include <stdio.h>
#include <unistd.h>

#include "protocol.h"

bool command_take_noreply(struct connection *connection, struct command *command)
{
    connection->quiet = word_is(command->words[command->count - 1], "noreply");
    if (connection->quiet)
        command->count--;
    return connection->quiet;
}

static void store_always(struct connection *connection, struct cache *cache, struct command *command)
{
    storage_begin(connection, cache, command, STORE_ALWAYS);
}

static void store_new(struct connection *connection, struct cache *cache, struct command *command)
{
    storage_begin(connection, cache, command, STORE_NEW);
}

static void store_old(struct connection *connection, struct cache *cache, struct command *command)
{
    storage_begin(connection, cache, command, STORE_OLD);
}

/* The keys are looked up one at a time, so that the answers to one line are never all in memory. */
static void get(struct connection *connection, struct cache *cache, struct command *command)
{
    (void)cache;
    struct word key;
    for (const char *rest = command->rest; word_next(&rest, command->end, &key);) {
        if (!word_is_key(key)) {
            connection_say(connection, BAD_FORMAT);
            return;
        }
    }
    connection->keys = command->rest;
    connection->keys_end = command->end;
    connection->stage = STAGE_KEYS;
}

/* `delete KEY 0` is an old form that some clients still send. */
static void delete(struct connection *connection, struct cache *cache, struct command *command)
{
    const struct word key = command->words[1];
    if (command->count > 2)
        command_take_noreply(connection, command);
    if (command->count > 3 || (command->count == 3 && !word_is(command->words[2], "0")) || !word_is_key(key))
        connection_say(connection, BAD_FORMAT);
    else if (hashtable_remove(cache->table, key.text, key.size, cache->now))
        connection_say(connection, "DELETED");
    else
        connection_say(connection, "NOT_FOUND");
}

static void flush_all(struct connection *connection, struct cache *cache, struct command *command)
{
    command_take_noreply(connection, command);
    uint64_t due = HASHTABLE_FOREVER;
    if (command->count > 2 || (command->count == 2 && !word_deadline(command->words[1], cache->now, &due))) {
        connection_say(connection, BAD_FORMAT);
        return;
    }
    cache->flush_at = due == HASHTABLE_FOREVER ? cache->now : due;
    cache_tick(cache);
    connection_say(connection, "OK");
}

static void stats(struct connection *connection, struct cache *cache, struct command *command)
{
    (void)command;
    const struct hashtable_stats table = hashtable_stats(cache->table);
    const struct {
        const char *name;
        uint64_t number;
    } lines[] = {
        {"pid", (uint64_t)getpid()},
        {"uptime", (cache->now - cache->started) / 1000},
        {"curr_connections", cache->connections},
        {"cmd_get", cache->gets},
        {"cmd_set", cache->sets},
        {"get_hits", cache->hits},
        {"get_misses", cache->gets - cache->hits},
        {"curr_items", table.entries},
        {"bytes", table.used},
        {"limit_maxbytes", table.limit},
        {"evictions", table.evictions},
    };
    char line[64];
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        snprintf(line, sizeof line, "STAT %s %llu", lines[i].name, (unsigned long long)lines[i].number);
        connection_say(connection, line);
    }
    connection_say(connection, "END");
}

static void version(struct connection *connection, struct cache *cache, struct command *command)
{
    (void)cache, (void)command;
    connection_say(connection, "VERSION " SERVER_VERSION);
}

static void quit(struct connection *connection, struct cache *cache, struct command *command)
{
    (void)cache, (void)command;
    connection->closing = true;
}

static const struct {
    const char *name;
    size_t least, most; /* words, the name included */
    void (*run)(struct connection *connection, struct cache *cache, struct command *command);
} COMMANDS[] = {
    {"get", 2, SIZE_MAX, get},
    {"set", 5, 6, store_always},
    {"add", 5, 6, store_new},
    {"replace", 5, 6, store_old},
    {"delete", 2, 4, delete},
    {"flush_all", 1, 3, flush_all},
    {"stats", 1, 1, stats},
    {"version", 1, SIZE_MAX, version},
    {"quit", 1, SIZE_MAX, quit},
};

static struct command split(const char *line, const char *end)
{
    struct command command = {.count = 0, .rest = end, .end = end};
    struct word word;
    while (word_next(&line, end, &word)) {
        if (command.count < sizeof command.words / sizeof *command.words)
            command.words[command.count] = word;
        if (command.count++ == 0)
            command.rest = line;
    }
    return command;
}

void command_run(struct connection *connection, struct cache *cache, const char *line, const char *end)
{
    struct command command = split(line, end);
    connection->quiet = false;
    for (size_t i = 0; command.count > 0 && i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        if (!word_is(command.words[0], COMMANDS[i].name))
            continue;
        if (command.count < COMMANDS[i].least || command.count > COMMANDS[i].most)
            break;
        COMMANDS[i].run(connection, cache, &command);
        return;
    }
    connection_say(connection, "ERROR");
}
