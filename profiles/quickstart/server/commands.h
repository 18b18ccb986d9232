/* What the commands of the protocol mean, once a line or a value is whole. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "cache.h"
#include "connection.h"
#include "words.h"

/* A command line: how many words it has, the first of them, and all behind the first as it stands. */
struct command {
    struct word words[6];
    size_t count;
    const char *rest;
    const char *end;
};

/* Runs a line without its line end. A storage command leaves the connection in STAGE_VALUE, a get in STAGE_KEYS. */
void command_run(struct connection *connection, struct cache *cache, const char *line, const char *end);

/* Takes a final `noreply` off a command, which then gets no answer; tells whether there was one. */
bool command_take_noreply(struct connection *connection, struct command *command);

/* A storage command: the line tells the size of the value that follows. */
void storage_begin(struct connection *connection, const struct cache *cache, struct command *command,
                   enum storing when);

/* Stores the value, now that it is whole, and gives the answer. */
const char *storage_finish(struct storage *storage, struct cache *cache);

#define BAD_FORMAT "CLIENT_ERROR bad command line format"

#endif
