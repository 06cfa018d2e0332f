/* Loaded before the system's library: every name is this computer, and is found only after a pause. */

#include <netdb.h>
#include <stdlib.h>
#include <unistd.h>
#include <dlfcn.h>

typedef int (*lookup)(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    lookup real = (lookup)dlsym(RTLD_NEXT, "getaddrinfo");
    usleep(1000 * (useconds_t)atoi(getenv("SLOW_LOOKUP_MILLISECONDS")));
    return real("127.0.0.1", service, hints, found);
}
