import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FatalError } from '../base/index.ts'
import { FolderLock } from './folder-lock.ts'

const OURS = { pid: 4711, startedAtMs: 1_700_000_000_000, address: null }

let parent: string
let folder: string

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'lock-'))
  folder = join(parent, 'data')
})

afterEach(() => rmSync(parent, { recursive: true, force: true }))

describe('FolderLock', () => {
  it('creates the folder and says who holds it', () => {
    const lock = FolderLock.acquire(folder, OURS)
    expect(FolderLock.read(folder)).toEqual(OURS)
    lock.update({ address: 'http://127.0.0.1:4000' })
    expect(FolderLock.read(folder)).toEqual({ ...OURS, address: 'http://127.0.0.1:4000' })
    expect(statSync(join(folder, 'engine.json')).mode & 0o777).toBe(0o600)
    lock.release()
  })

  it('refuses a second holder with the process and address of the first', () => {
    const lock = FolderLock.acquire(folder, { ...OURS, address: 'http://127.0.0.1:4000' })
    const second = (): FolderLock => FolderLock.acquire(folder, { ...OURS, pid: 2 })
    expect(second).toThrow(FatalError)
    expect(second).toThrow(/process 4711, http:\/\/127\.0\.0\.1:4000\) already uses the data folder/)
    expect(FolderLock.read(folder)?.pid).toBe(4711)
    lock.release()
  })

  it('can be taken again after it was released, and leaves no name behind', () => {
    const lock = FolderLock.acquire(folder, OURS)
    lock.release()
    lock.release()
    expect(FolderLock.read(folder)).toBeUndefined()
    expect(existsSync(join(folder, 'engine.json'))).toBe(false)
    FolderLock.acquire(folder, OURS).release()
  })

  it('finds nobody in a folder that was never used', () => {
    expect(FolderLock.read(folder)).toBeUndefined()
  })

  it('tells a lock file that is something else', () => {
    FolderLock.acquire(folder, OURS).release()
    writeFileSync(
      join(folder, 'engine.lock'),
      'a text that somebody put here, long enough to be looked at. '.repeat(20),
    )
    expect(() => FolderLock.acquire(folder, OURS)).toThrow(/engine\.lock is not a database/)
  })

  it('is free at once after its process was killed', async () => {
    const script = `
      import { FolderLock } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
      FolderLock.acquire(${JSON.stringify(folder)}, { pid: process.pid, startedAtMs: 1, address: null })
      process.stdout.write('held')
      process.stdin.resume()
    `
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    expect(FolderLock.read(folder)?.pid).toBe(child.pid)
    expect(() => FolderLock.acquire(folder, OURS)).toThrow(new RegExp(`process ${child.pid}`))

    child.kill('SIGKILL')
    await once(child, 'close')
    expect(existsSync(join(folder, 'engine.json'))).toBe(true)
    expect(FolderLock.read(folder)).toBeUndefined()
    const lock = FolderLock.acquire(folder, OURS)
    expect(FolderLock.read(folder)).toEqual(OURS)
    lock.release()
  }, 20_000)
})
