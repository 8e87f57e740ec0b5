/* The workloads of heap_bench.ts on CPython's own allocator, for comparison: nanoseconds per malloc/free pair.
 *
 *   flags() { python3 -c "import sysconfig as s; print(s.get_config_var('$1') or s.get_paths()['$1'])"; }
 *   cc -O2 -I"$(flags include)" heap_bench.c -o heap_bench -L"$(flags LIBDIR)" -lpython3.11 \
 *      -Wl,-rpath,"$(flags LIBDIR)"
 *   ./heap_bench; ./heap_bench hooks
 */
#include <Python.h>
#include <stdio.h>
#include <time.h>

typedef void *(*malloc_f)(size_t);
typedef void (*free_f)(void *);
#define COUNT 100000
static void *blocks[COUNT];
static size_t sizes[COUNT];
static int order[COUNT];

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static unsigned long long state = 1;
static unsigned rnd(unsigned n) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return (unsigned)(state >> 8) % n;
}

typedef double (*run_f)(malloc_f, free_f, size_t);

static double best(run_f run, malloc_f m, free_f f, size_t n) {
    double least = 1e18;
    for (int i = 0; i < 5; i++) {
        double t = run(m, f, n);
        if (t < least) least = t;
    }
    return least;
}

static double pair(malloc_f m, free_f f, size_t n) {
    double t = now();
    for (int i = 0; i < 5000000; i++) f(m(n));
    return (now() - t) / 5000000;
}

static double stack(malloc_f m, free_f f, size_t n) {
    double t = now();
    for (int r = 0; r < 2000; r++) {
        for (int i = 0; i < 1000; i++) blocks[i] = m(n);
        for (int i = 999; i >= 0; i--) f(blocks[i]);
    }
    return (now() - t) / 2000000;
}

static double shuffled(malloc_f m, free_f f, size_t n) {
    (void)n;
    double t = now();
    for (int i = 0; i < COUNT; i++) blocks[i] = m(sizes[i]);
    for (int i = 0; i < COUNT; i++) f(blocks[order[i]]);
    return (now() - t) / COUNT;
}

static const struct {
    const char *domain, *name;
    run_f run;
    malloc_f m;
    free_f f;
    size_t n;
} workloads[] = {
    {"object", "pair of 32 bytes, pool emptied", pair, PyObject_Malloc, PyObject_Free, 32},
    {"object", "pair of 32 bytes", pair, PyObject_Malloc, PyObject_Free, 32},
    {"object", "pair of 256 bytes", pair, PyObject_Malloc, PyObject_Free, 256},
    {"object", "1000 of 32 bytes, last in first out", stack, PyObject_Malloc, PyObject_Free, 32},
    {"object", "100000 of 16-512 bytes, shuffled", shuffled, PyObject_Malloc, PyObject_Free, 0},
    {"raw", "pair of 32 bytes", pair, PyMem_RawMalloc, PyMem_RawFree, 32},
    {"raw", "pair of 2000 bytes", pair, PyMem_RawMalloc, PyMem_RawFree, 2000},
    {"raw", "1000 of 600 bytes, last in first out", stack, PyMem_RawMalloc, PyMem_RawFree, 600},
    {"raw", "100000 of 16-512 bytes, shuffled", shuffled, PyMem_RawMalloc, PyMem_RawFree, 0},
};

int main(int argc, char **argv) {
    (void)argv;
    if (argc > 1) PyMem_SetupDebugHooks();
    for (int i = 0; i < COUNT; i++) {
        sizes[i] = 16 + rnd(497);
        order[i] = i;
    }
    for (int i = COUNT - 1; i > 0; i--) {
        int j = rnd(i + 1), k = order[i];
        order[i] = order[j];
        order[j] = k;
    }
    void *keep = NULL, *keep_raw = NULL;
    for (size_t i = 0; i < sizeof workloads / sizeof workloads[0]; i++) {
        printf("%-8s%-40s%8.1f\n", workloads[i].domain, workloads[i].name,
               best(workloads[i].run, workloads[i].m, workloads[i].f, workloads[i].n));
        if (i == 0) { /* from now on no pool and no segment is emptied */
            keep = PyObject_Malloc(32);
            keep_raw = PyMem_RawMalloc(32);
        }
    }
    PyObject_Free(keep);
    PyMem_RawFree(keep_raw);
    return 0;
}
