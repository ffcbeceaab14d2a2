/* Opening, erasing, and either keeper set back to a backup.
 *
 * One person; the vault serves two requests for her data while she has herself erased. Vault and witness
 * may be killed at any arrow, and one of them, once, comes back from a backup of any moment.
 *
 * What is on disk stays: lines, books, erasures. What a process knows in between is gone with it.
 */

#define REQUESTS 2

#ifndef VARIANT
#define VARIANT 0
#endif
#define AS_BUILT             (VARIANT == 0)
#define HALF_BEFORE_BOOK     (VARIANT == 1)   /* the witness gives before its book is on disk */
#define OPEN_BEFORE_LINE     (VARIANT == 2)   /* the vault asks before its line is on disk */
#define NO_ERASURES_AGAIN    (VARIANT == 3)   /* a restored vault serves without asking the witness */
#define WITNESS_COMES_OPEN   (VARIANT == 4)   /* a restored witness opens before it is told */
#define WITNESS_FORGETS      (VARIANT == 5)   /* the witness keeps no erasures: the vault alone refuses */

/* On disk. */
bool line[REQUESTS], book[REQUESTS];
bool vaultErased, witnessErased, shut;
/* On paper: what was erased when the backups were made. */
bool vaultBackup, witnessBackup, hasBackups;
/* What somebody has seen. */
bool given[REQUESTS], toldWitness;

bool vaultServes = true, witnessServes = true;
/* A vault that is being brought back does not start before it has caught up. */
bool restoring;
/* Which of its lives the vault is in: what a request knew in an earlier one is gone. */
byte life;

inline killVault() { life++; vaultServes = false }

proctype Request(byte r)
{
    byte life0;
    bool halves;
retry:
    halves = false;
    atomic { vaultServes -> life0 = life }
    /* One transaction: nobody who is erased gets a line for an opening. */
    atomic {
        if
        :: life != life0 || vaultErased -> goto over
        :: else ->
            if
            :: OPEN_BEFORE_LINE -> skip
            :: else -> line[r] = true
            fi
        fi
    }
    /* The witness: refused names, then its book, then the half. */
    if
    :: atomic { HALF_BEFORE_BOOK && witnessServes && !shut && !witnessErased -> halves = true }
       if
       :: book[r] = true
       :: skip                                       /* killed before it was written */
       fi
    :: atomic { !HALF_BEFORE_BOOK && witnessServes && !shut && !witnessErased -> book[r] = true }
       if
       :: halves = true
       :: goto retry                                 /* killed: counted, and not given */
       fi
    :: atomic { witnessServes && (shut || witnessErased) -> goto over }
    fi
    if
    :: atomic { life == life0 && halves ->
           given[r] = true;
           assert(line[r]);                          /* no plaintext without a line */
           assert(book[r]);                          /* nor without a line in the witness's book */
       }
       if
       :: atomic { OPEN_BEFORE_LINE && life == life0 -> line[r] = true }
       :: !OPEN_BEFORE_LINE -> skip
       fi
    :: life != life0 -> skip
    fi
over:
    skip
}

proctype Person()
{
    byte life0;
again:
    atomic { vaultServes -> life0 = life }
    atomic { if :: life == life0 -> vaultErased = true :: else -> goto again fi }
    /* The vault's sweep tells the witness, now or after its next start. */
    do
    :: atomic { witnessServes && vaultServes && vaultErased ->
           witnessErased = !WITNESS_FORGETS; toldWitness = true; break }
    :: atomic { vaultServes && !vaultErased -> break }   /* set back before the witness was told */
    od
}

/* Makes both backups at one moment; then perhaps loses one keeper, and later perhaps the other, or the same. */
proctype Operator()
{
    byte losses;
    if
    :: skip
    :: atomic { vaultBackup = vaultErased; witnessBackup = witnessErased; hasBackups = true }
    fi
    do
    :: losses < 2 && hasBackups ->
        losses++;
        if
        :: atomic { killVault(); restoring = true; vaultErased = vaultBackup }
           /* It asks the witness whom to erase again, and serves afterwards. */
           if
           :: NO_ERASURES_AGAIN -> skip
           :: else -> atomic { witnessServes -> vaultErased = vaultErased || witnessErased }
           fi
           atomic { restoring = false; vaultServes = true }
        :: atomic { witnessServes = false; witnessErased = witnessBackup; shut = !WITNESS_COMES_OPEN }
           witnessServes = true;
           /* The vault names again whom it had refused; then it opens. */
           if
           :: WITNESS_COMES_OPEN -> skip
           :: else ->
               atomic { vaultServes -> witnessErased = witnessErased || vaultErased; shut = false }
           fi
        fi
    :: break
    od
}

/* Either is killed and starts again. */
proctype Chance()
{
    if
    :: skip
    :: atomic { vaultServes && !restoring -> killVault() }
       /* Its next start, unless it is being brought back meanwhile: then that is its start. */
       if
       :: atomic { !restoring -> vaultServes = true }
       :: restoring -> skip
       fi
    fi
}

/* After the witness was told of her, a request that begins is answered by nobody. */
proctype Later()
{
    bool wouldOpen;
end:
    atomic {
        toldWitness ->
        wouldOpen = vaultServes && !vaultErased && witnessServes && !shut && !witnessErased;
        assert(!wouldOpen)
    }
}

init {
    atomic {
        run Request(0); run Request(1); run Person(); run Operator(); run Chance(); run Later()
    }
}
