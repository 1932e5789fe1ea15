import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { AuditLog } from './audit-log.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'))
  file = join(folder, 'audit.jsonl')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the audit log', () => {
  it('adds a line for each decision, for its owner alone', () => {
    const log = new AuditLog({ folder, clock: new ManualClock(1_700_000_000_000) })
    log.append('account armed', { account: 'main' })
    log.append('account disarmed', { account: 'main' })
    expect(readFileSync(file, 'utf8')).toBe(
      '{"time":"2023-11-14T22:13:20.000Z","action":"account armed","account":"main"}\n' +
        '{"time":"2023-11-14T22:13:20.000Z","action":"account disarmed","account":"main"}\n',
    )
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('keeps what stands there, and closes it to others', () => {
    writeFileSync(file, 'before\n')
    chmodSync(file, 0o644)
    new AuditLog({ folder, clock: new ManualClock(0) }).append('account armed', { account: 'main' })
    expect(readFileSync(file, 'utf8')).toMatch(/^before\n\{"time"/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})
