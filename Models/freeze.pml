/* A caller that forges a request, and goes on asking by other connections.
 *
 * The vault's transactions come one after another. A forged request is refused once the freeze is on disk; what
 * is asked afterwards has no line and no answer. Two officers lift a freeze by its number: a newer one stands.
 */

#define ASKS 3

#ifndef VARIANT
#define VARIANT 0
#endif
#define AS_BUILT           (VARIANT == 0)
#define LOOKS_BEFORE       (VARIANT == 1)   /* looks for freezes in a transaction of its own, before the line's */
#define REFUSES_FIRST      (VARIANT == 2)   /* answers the forged request before the freeze is on disk */
#define LIFTS_ALL          (VARIANT == 3)   /* lifting takes away whatever freeze stands */

/* On disk. */
byte standing;                  /* one bit a freeze */
byte freezes;                   /* how many there ever were */
/* What the attacker knows: his forged request was refused. */
bool refused;
/* Freezes whose lifting two officers have approved. */
byte approved;

proctype Asking()
{
    bool sentAfter, frozen;
    sentAfter = refused && approved == 0;
    if
    :: LOOKS_BEFORE ->
        atomic { frozen = standing != 0 }
        if
        :: frozen -> skip
        :: else -> atomic { assert(standing == 0) }       /* the line is written here */
        fi
    :: else ->
        atomic {
            if
            :: standing != 0 -> skip
            :: else -> assert(!sentAfter || approved != 0) /* the line: only once people have looked */
            fi
        }
    fi
}

proctype Forging()
{
    if
    :: REFUSES_FIRST -> refused = true
    :: else -> skip
    fi
    atomic { standing = standing | (1 << freezes); freezes++ }
    refused = true
}

/* A day later the operator proposes to lift what stands, and two officers agree. */
proctype Lifting()
{
    byte which;
end:
    atomic { standing != 0 -> which = standing; approved = approved | which }
    atomic { if :: LIFTS_ALL -> standing = 0 :: else -> standing = standing & ~which fi }
}

/* A freeze that nobody agreed to lift stands. */
proctype Watching()
{
end:
    atomic {
        freezes == 2 && _nr_pr == 2 ->
        assert((standing | approved) == 3)
    }
}

init {
    atomic {
        run Watching(); run Forging(); run Forging(); run Asking(); run Asking(); run Asking(); run Lifting()
    }
}
