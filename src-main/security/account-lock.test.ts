import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FatalError } from '../base/index.ts'
import { AccountLock } from './account-lock.ts'

const HOLDER = { pid: 4711, startedAtMs: 1_700_000_000_000, address: 'http://127.0.0.1:4000' }

let folder: string
let held: AccountLock[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accounts-'))
  held = []
})

afterEach(() => {
  for (const lock of held) lock.release()
  rmSync(folder, { recursive: true, force: true })
})

function acquire(fingerprint: string, pid = HOLDER.pid): AccountLock {
  const lock = AccountLock.acquire({ folder, fingerprint, venue: 'binance', holder: { ...HOLDER, pid } })
  held.push(lock)
  return lock
}

describe('the lock on an account', () => {
  it('refuses a second engine on the same account and says which one has it and what to do', () => {
    acquire('key-1')
    expect(() => acquire('key-1', 2)).toThrow(FatalError)
    expect(() => acquire('key-1', 2)).toThrow(
      /process 4711, http:\/\/127\.0\.0\.1:4000\) already trades this binance account.*Stop the other one first/,
    )
  })

  it('lets another account be traded beside it', () => {
    acquire('key-1')
    expect(() => acquire('key-2', 2)).not.toThrow()
  })

  it('is free again once it was released', () => {
    acquire('key-1').release()
    expect(AccountLock.read(folder, 'key-1')).toBeUndefined()
    acquire('key-1', 2)
    expect(AccountLock.read(folder, 'key-1')?.pid).toBe(2)
  })

  it('names nothing of the account on the disk, and is for the user alone', () => {
    acquire('secret-account-key')
    const [name = ''] = readdirSync(folder)
    expect(name).toMatch(/^account-[0-9a-f]{24}$/)
    expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
  })

  it('is taken over from a process that was killed', async () => {
    const script = join(folder, 'holder.ts')
    const source = join(import.meta.dirname, 'account-lock.ts')
    writeFileSync(
      script,
      `import { AccountLock } from ${JSON.stringify(source)}
       AccountLock.acquire({ folder: ${JSON.stringify(folder)}, fingerprint: 'key-1', venue: 'binance',
         holder: { pid: process.pid, startedAtMs: 1, address: null } })
       console.log('held')
       setInterval(() => undefined, 1000)`,
    )
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    expect(() => acquire('key-1')).toThrow(new RegExp(`process ${child.pid ?? 0}, not yet reachable`))
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(() => acquire('key-1')).not.toThrow()
  }, 20_000)
})
