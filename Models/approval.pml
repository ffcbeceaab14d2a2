/* What two officers agree to, told to the vault by a witness that lies.
 *
 * It can tell any decision, any number of times, with any two touches that officers have really made; make one it
 * cannot. The vault acts once, on the word of two of those who are officers now, and there are always three.
 * One statement lifts a freeze; the other is a handover: officer 2 leaves, officer 3 comes.
 */

#define LIFT 0
#define HANDOVER 1
#define LEAVES 2
#define COMES 3
#define BIT(n) (1 << (n))
#define HAS(mask, n) (((mask) >> (n)) & 1)
#define COUNT(mask) (HAS(mask, 0) + HAS(mask, 1) + HAS(mask, 2) + HAS(mask, 3))

#ifndef VARIANT
#define VARIANT 0
#endif
#define AS_BUILT           (VARIANT == 0)
#define ONE_TWICE          (VARIANT == 1)   /* two touches count, whoever made them */
#define FIRST_OFFICERS     (VARIANT == 2)   /* they are looked for on the sheet of the beginning */
#define ACTS_AGAIN         (VARIANT == 3)   /* what was done is not kept beside its doing */
#define LEAVER_AGREES      (VARIANT == 4)   /* who leaves may be one of the two */

byte touched[2];                /* who has touched for which statement, one bit an officer */
byte sheet = 7;                 /* the vault's officers: 0, 1 and 2 */
byte done[2];

/* An officer agrees to what is put before him, or does not. */
proctype Officer(byte n)
{
    if :: touched[LIFT] = touched[LIFT] | BIT(n) :: skip fi;
    if :: touched[HANDOVER] = touched[HANDOVER] | BIT(n) :: skip fi
}

/* One of the vault's transactions. */
inline decide(what, a, b)
{
    atomic {
        known = (FIRST_OFFICERS -> 7 : sheet);
        if
        :: !HAS(touched[what], a) || !HAS(touched[what], b) -> skip
        :: else ->
            if
            :: !HAS(known, a) || !HAS(known, b) -> skip
            :: a == b && !ONE_TWICE -> skip
            :: done[what] > 0 && !ACTS_AGAIN -> skip
            :: what == HANDOVER && (a == LEAVES || b == LEAVES) && !LEAVER_AGREES -> skip
            :: else -> act(what)
            fi
        fi
    }
}

inline act(what)
{
    assert(COUNT(touched[what] & sheet) >= 2);               /* two who are officers now */
    assert(what == LIFT || COUNT(touched[what] & sheet & ~BIT(LEAVES)) >= 2);
    done[what]++;
    assert(what == HANDOVER || done[what] == 1);             /* once */
    if
    :: what == HANDOVER -> sheet = (sheet & ~BIT(LEAVES)) | BIT(COMES)
    :: else -> skip
    fi;
    assert(COUNT(sheet) == 3)
}

/* Tells five decisions of its choice. */
proctype Witness()
{
    byte times, what, a, b, known;
    do
    :: times < 5 ->
        times++;
        select(what : 0 .. 1); select(a : 0 .. 3); select(b : 0 .. 3);
        decide(what, a, b)
    :: else -> break
    od
}

init { atomic { run Officer(0); run Officer(1); run Officer(2); run Officer(3); run Witness() } }
