import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { workerFile } from './worker-location.ts'

describe('workerFile', () => {
  it('finds the source beside itself', () => {
    expect(basename(workerFile('sqlite-writer-worker'))).toBe('sqlite-writer-worker.ts')
  })

  it('finds the built entry from an entry and from a chunk', () => {
    const out = mkdtempSync(join(tmpdir(), 'worker-'))
    mkdirSync(join(out, 'chunks'))
    writeFileSync(join(out, 'w.js'), '')
    expect(workerFile('w', out)).toBe(join(out, 'w.js'))
    expect(workerFile('w', join(out, 'chunks'))).toBe(join(out, 'w.js'))
    rmSync(out, { recursive: true })
  })

  it('names the file that a build left out', () => {
    expect(() => workerFile('absent', tmpdir())).toThrow(/the worker file absent near/)
  })
})
