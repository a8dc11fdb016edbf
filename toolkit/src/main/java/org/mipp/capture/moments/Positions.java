package org.mipp.capture.moments;

import java.util.SplittableRandom;

/**
 * Where the choice of an image's positions comes from: the seed, the linear map and the image's number alone, so that it is the
 * same in whatever part, pass or process the image comes.
 *
 * @param seed of the choice
 * @param map the linear map's name
 */
public record Positions(long seed, String map) {

    private static final long PRIME = 0x100000001b3L;
    private static final long BASIS = 0xcbf29ce484222325L;

    /**
     * Makes the generator of one image.
     *
     * @param image its number among all that are captured, from 0
     * @return a generator that is independent of all others
     */
    public SplittableRandom of(long image) {
        return new SplittableRandom(mixed(mixed(mixed(seed) + hash()) + image));
    }

    /** The name as a number: Fowler, Noll and Vo's hash FNV-1a. */
    private long hash() {
        long hash = BASIS;
        for (int i = 0; i < map.length(); i++) {
            hash = (hash ^ map.charAt(i)) * PRIME;
        }
        return hash;
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3, so that neighbouring numbers make unrelated ones. */
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
