import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { FatalError } from '../base/index.ts'
import { FolderLock, type LockHolder } from '../storage/index.ts'

/** Enough of the hash that two accounts never share a folder. */
const NAME_LENGTH = 24

export interface AccountLockOptions {
  /** Of the user, not of the engine's data: every engine of this user looks there. */
  readonly folder: string
  /** Tells the account at the venue apart from any other. */
  readonly fingerprint: string
  /** Name of the venue, for the text of a refusal. */
  readonly venue: string
  readonly holder: LockHolder
}

/**
 * Keeps two engines of one user from trading the same account at a venue: each would take the other's orders for foreign
 * ones, and both would protect the same position. The lock ends with the process, however it ends, so one that was left
 * behind is taken over. An engine on another machine is not seen.
 */
export class AccountLock {
  readonly #lock: FolderLock

  private constructor(lock: FolderLock) {
    this.#lock = lock
  }

  /** @throws FatalError naming the process that holds the account and what to do. */
  static acquire({ folder, fingerprint, venue, holder }: AccountLockOptions): AccountLock {
    const place = join(folder, lockName(fingerprint))
    try {
      return new AccountLock(FolderLock.acquire(place, holder))
    } catch (error) {
      throw refusalOf(place, venue, error)
    }
  }

  /** Who trades the account now on this machine; undefined where nobody does. */
  static read(folder: string, fingerprint: string): LockHolder | undefined {
    return FolderLock.read(join(folder, lockName(fingerprint)))
  }

  /** Adds to what others read of this process. */
  update(change: Partial<Pick<LockHolder, 'address'>>): void {
    this.#lock.update(change)
  }

  /** Gives the account free. Doing it twice does nothing. */
  release(): void {
    this.#lock.release()
  }
}

/** Not the fingerprint itself: a folder's name is seen by everybody. */
function lockName(fingerprint: string): string {
  return `account-${createHash('sha256').update(fingerprint).digest('hex').slice(0, NAME_LENGTH)}`
}

/** Where somebody holds it the text is about the account; any other fault stays what it is. */
function refusalOf(place: string, venue: string, error: unknown): unknown {
  const holder = FolderLock.read(place)
  if (!holder) return error
  const who = `process ${holder.pid}, ${holder.address ?? 'not yet reachable'}`
  return new FatalError(
    `Another engine on this machine (${who}) already trades this ${venue} account. Two would take each other's orders for ` +
      'foreign ones and double the stops. Stop the other one first, or give this one the keys of another account.',
    { cause: error },
  )
}
