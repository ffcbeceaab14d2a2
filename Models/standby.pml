/* A witness that leads, its standby, and the vault's pin.
 *
 * Names are given out of a budget that the book keeps. Whatever is killed, promoted or dismissed, whoever the
 * vault believes has in its book every name that the vault was ever given: so nobody gets the budget twice.
 *
 * People err: they may promote a standby that was dismissed, or promote beside a lead that still lives.
 */

#define NAMES 3

#ifndef VARIANT
#define VARIANT 0
#endif
#define AS_BUILT        (VARIANT == 0)
#define NO_WAIT         (VARIANT == 1)   /* the lead gives before its standby has the line */
#define NO_TERMS        (VARIANT == 2)   /* the vault does not look at terms */
#define GOES_ON_ALONE   (VARIANT == 3)   /* a lead whose standby is silent gives all the same */
#define SAME_NUMBER     (VARIANT == 4)   /* of a term the vault looks at the number, not at the word */
#define LEARNT_LATER    (VARIANT == 5)   /* an answer does not say in which term it is given */
#define FENCED_LEADS    (VARIANT == 6)   /* one that was told of a later term may be promoted again */

/* Two places, 0 and 1; each has a book on disk: which names, which term. */
byte names[2];                            /* one bit a name */
byte number[2], word[2];                  /* the term: its number, and who began it */
bool leads[2], followed[2];               /* followed: it waits for a standby, as its book says */
bool fenced[2];                           /* it was told that a later one leads, for good */
bool alive[2] = true;
byte words = 1;                           /* random words are never drawn twice */

/* What the vault keeps: the term it met last, and all that it was given. */
byte pinNumber, pinWord, given;
bool following;                           /* place 1 follows place 0 */

inline mayBelieve(p, answer) {
    answer = (NO_TERMS || number[p] > pinNumber || (number[p] == pinNumber && (SAME_NUMBER || word[p] == pinWord)))
}

#define SAME_PIN (pinNumber == theNumber && (SAME_NUMBER || pinWord == theWord))
#define SAME_TERM(p) (number[p] == theNumber && (SAME_NUMBER || word[p] == theWord))
#define isTaken(p) (NO_TERMS || (SAME_PIN && (LEARNT_LATER || SAME_TERM(p))))

/* The vault asks a place for one name; the place writes, waits, gives; the vault looks at the term first. */
proctype Asking(byte n)
{
    byte p, theNumber, theWord; bool ok;
    if :: p = 0 :: p = 1 fi;
    atomic {
        if
        :: !(alive[p] && leads[p] && !fenced[p]) -> goto over
        :: else -> mayBelieve(p, ok);
            if
            :: !ok -> fenced[p] = true; goto over
            :: else -> pinNumber = number[p]; pinWord = word[p];
                theNumber = number[p]; theWord = word[p]
            fi
        fi
    }
    atomic { if :: alive[p] && leads[p] -> names[p] = names[p] | (1 << n) :: else -> goto over fi }
    if
    :: atomic { !followed[p] || NO_WAIT -> skip }
    :: atomic { followed[p] && following && alive[1 - p] && !leads[1 - p] && p == 0 ->
           names[1] = names[1] | names[0]; number[1] = number[0]; word[1] = word[0] }
    :: atomic { followed[p] && !NO_WAIT && !(following && alive[1 - p] && !leads[1 - p] && p == 0) ->
           if :: GOES_ON_ALONE -> skip :: else -> goto over fi }
    fi
    /* The answer arrives; the vault takes it only in the term that it asked in, or believes. */
    atomic {
        if
        :: alive[p] && leads[p] && isTaken(p) ->
            given = given | (1 << n);
            assert((given & names[p]) == given)           /* who is believed knows all that was given */
        :: else -> skip
        fi
    }
over:
    skip
}

proctype Standby()
{
    /* Takes all there is, and from then on the lead waits for it. */
    atomic { if :: alive[0] && leads[0] && !leads[1] ->
        names[1] = names[1] | names[0]; number[1] = number[0]; word[1] = word[0];
        followed[0] = true; following = true :: else fi }
}

proctype People()
{
    byte times;
    do
    :: times < 3 -> times++;
        if
        :: atomic { alive[0] = false }                    /* place 0 burns down */
        :: atomic { following = false }                   /* the cable is cut */
        :: atomic { !following && alive[0] && leads[0] && followed[0] ->      /* dismiss */
               followed[0] = false; number[0]++; word[0] = words; words++ }
        :: atomic { (!leads[1] || FENCED_LEADS && fenced[1]) && (followed[0] || number[1] > 0 || names[1] > 0) ->  /* promote */
               following = false; leads[1] = true; fenced[1] = false; followed[1] = false;
               number[1]++; word[1] = words; words++ }
        :: skip
        fi
    :: else -> break
    od
}

init {
    atomic { leads[0] = true; run Standby(); run People(); run Asking(0); run Asking(1); run Asking(2) }
}
