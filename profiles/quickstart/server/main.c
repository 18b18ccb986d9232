#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cache.h"
#include "protocol.h"
#include "server.h"
#include "words.h"

#define DEFAULT_ADDRESS "0.0.0.0"
#define DEFAULT_PORT "11211"
#define DEFAULT_MEGABYTES "64"
#define DEFAULT_CONNECTIONS "1024"

/* Descriptors that are not clients: the standard ones, the listener, the pipe, and a few to spare. */
enum { OTHER_DESCRIPTORS = 16 };

struct settings {
    const char *address, *port;
    uint64_t megabytes, connections;
};

static int stop_pipe[2];

static void request_stop(int signal)
{
    (void)signal;
    const int error = errno;
    const ssize_t written = write(stop_pipe[1], "", 1);
    (void)written; /* a full pipe already says it */
    errno = error;
}

static void print_usage(FILE *out)
{
    fputs("usage: " SERVER_NAME " [-l ADDRESS] [-p PORT] [-m MEGABYTES] [-c CONNECTIONS]\n"
          "  -l  address to listen on (" DEFAULT_ADDRESS ")\n"
          "  -p  port to listen on; 0 lets the system choose (" DEFAULT_PORT ")\n"
          "  -m  memory for entries; the least used leave first (" DEFAULT_MEGABYTES ")\n"
          "  -c  clients at one time; further ones wait (" DEFAULT_CONNECTIONS ")\n"
          "  -V  print the version\n",
          out);
}

static uint64_t number_option(int letter, const char *text, uint64_t least, uint64_t most)
{
    uint64_t number;
    if (word_number((struct word){text, strlen(text)}, most, &number) && number >= least)
        return number;
    fprintf(stderr, SERVER_NAME ": -%c takes a number from %llu to %llu, not `%s'\n", letter,
            (unsigned long long)least, (unsigned long long)most, text);
    exit(2);
}

static struct settings read_settings(int count, char **arguments)
{
    const char *megabytes = DEFAULT_MEGABYTES;
    const char *connections = DEFAULT_CONNECTIONS;
    struct settings settings = {DEFAULT_ADDRESS, DEFAULT_PORT, 0, 0};
    for (int letter; (letter = getopt(count, arguments, "l:p:m:c:hV")) != -1;) {
        switch (letter) {
        case 'l':
            settings.address = optarg;
            break;
        case 'p':
            settings.port = optarg;
            break;
        case 'm':
            megabytes = optarg;
            break;
        case 'c':
            connections = optarg;
            break;
        case 'V':
            puts(SERVER_NAME " " SERVER_VERSION);
            exit(EXIT_SUCCESS);
        case 'h':
            print_usage(stdout);
            exit(EXIT_SUCCESS);
        default:
            print_usage(stderr);
            exit(2);
        }
    }
    if (optind < count) {
        fprintf(stderr, SERVER_NAME ": `%s' is not understood\n", arguments[optind]);
        exit(2);
    }
    number_option('p', settings.port, 0, UINT16_MAX);
    settings.megabytes = number_option('m', megabytes, 1, SIZE_MAX >> 21);
    settings.connections = number_option('c', connections, 1, UINT16_MAX);
    return settings;
}

/* Asks the system for enough descriptors; the answer is how many clients they are enough for. */
static size_t allow_connections(size_t wanted)
{
    struct rlimit limit;
    const rlim_t needed = wanted + OTHER_DESCRIPTORS;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= needed)
        return wanted;
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max == RLIM_INFINITY || limit.rlim_max >= needed ? needed : limit.rlim_max;
    const rlim_t now = setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before;
    if (now >= needed)
        return wanted;
    return now > OTHER_DESCRIPTORS ? (size_t)(now - OTHER_DESCRIPTORS) : 1;
}

static void read_seed(unsigned char seed[HASHTABLE_SEED_SIZE])
{
    FILE *random = fopen("/dev/urandom", "rb");
    if (random == NULL || fread(seed, HASHTABLE_SEED_SIZE, 1, random) != 1) {
        perror(SERVER_NAME ": /dev/urandom");
        exit(EXIT_FAILURE);
    }
    fclose(random);
}

/* SIGTERM and SIGINT end the loop through a pipe that it watches. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = request_stop};
    if (pipe(stop_pipe) != 0 || fcntl(stop_pipe[1], F_SETFL, O_NONBLOCK) != 0) {
        perror(SERVER_NAME ": pipe");
        exit(EXIT_FAILURE);
    }
    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
}

int main(int count, char **arguments)
{
    const struct settings settings = read_settings(count, arguments);
    unsigned char seed[HASHTABLE_SEED_SIZE];
    read_seed(seed);
    catch_signals();

    struct cache cache = {.table = hashtable_new((size_t)settings.megabytes << 20, seed)};
    if (cache.table == NULL) {
        fprintf(stderr, SERVER_NAME ": out of memory\n");
        return EXIT_FAILURE;
    }
    cache_tick(&cache);
    cache.started = cache.now;

    struct server *server = server_open(settings.address, settings.port, allow_connections(settings.connections));
    bool served = false;
    if (server != NULL) {
        served = server_run(server, &cache, stop_pipe[0]);
        server_close(server);
    }
    hashtable_free(cache.table);
    return served ? EXIT_SUCCESS : EXIT_FAILURE;
}
