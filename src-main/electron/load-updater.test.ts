import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadUpdater } from './load-updater.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

const updater = vi.hoisted(() => ({ load: vi.fn<() => unknown>() }))
vi.mock('electron-updater', () => ({
  default: {
    get autoUpdater(): unknown {
      return updater.load()
    },
  },
}))

let resources: string
beforeEach(() => {
  resources = mkdtempSync(join(tmpdir(), 'load-updater-'))
  updater.load.mockReset().mockReturnValue('the updater')
})
afterEach(() => rmSync(resources, { recursive: true, force: true }))

const install = (): void => writeFileSync(join(resources, 'app-update.yml'), 'provider: github\n')

describe('loadUpdater', () => {
  it('gives the updater of an installed program', async () => {
    install()
    const logger = new RecordingLogger()
    expect(await loadUpdater({ isPackaged: true, resources, logger })).toBe('the updater')
    expect(logger.lines).toEqual([])
  })

  it('gives none where there is nothing to bring up to date, and loads nothing', async () => {
    const logger = new RecordingLogger()
    expect(await loadUpdater({ isPackaged: true, resources, logger })).toBeUndefined()
    install()
    expect(await loadUpdater({ isPackaged: false, resources, logger })).toBeUndefined()
    expect(updater.load).not.toHaveBeenCalled()
  })

  it('does without where the updater cannot be made, and says so in the log', async () => {
    install()
    updater.load.mockImplementation(() => {
      throw new Error('not supported here')
    })
    const logger = new RecordingLogger()
    expect(await loadUpdater({ isPackaged: true, resources, logger })).toBeUndefined()
    expect(logger.faults).toMatchObject([{ fields: { error: 'not supported here' } }])
  })
})
