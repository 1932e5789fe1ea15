import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessageBoxOptions, SaveDialogOptions } from 'electron/main'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { FileActions, type FileActionsOptions } from './file-actions.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-actions-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function setUp(change: Partial<FileActionsOptions> = {}) {
  const logger = new RecordingLogger()
  const told: unknown[] = []
  const boxes: MessageBoxOptions[] = []
  const saves: SaveDialogOptions[] = []
  const opened: string[] = []
  const actions = new FileActions({
    dialogs: {
      showMessageBox: async (box) => {
        boxes.push(box)
        return { response: 0, checkboxChecked: false }
      },
      showSaveDialog: async (options) => {
        saves.push(options)
        return { canceled: false, filePath: join(folder, 'out.csv') }
      },
      showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
    },
    shell: {
      openPath: async (path) => {
        opened.push(path)
        return ''
      },
    },
    calls: { account: { fills: async () => ({ fills: [] }) } } as unknown as FileActionsOptions['calls'],
    clock: new ManualClock(0),
    logger,
    home: '/home/trader/wheelhouse',
    documents: () => '/home/trader/Documents',
    tell: (notice) => told.push(notice),
    ...change,
  })
  return { actions, logger, told, boxes, saves, opened }
}

describe('FileActions', () => {
  it('exports where the dialog says, which begins in the documents, and logs it', async () => {
    const { actions, logger, saves } = setUp()
    const file = join(folder, 'out.csv')
    expect(await actions.export('fills')).toEqual({ kind: 'done', file, detail: '0 fills' })
    expect(saves[0]?.defaultPath).toBe('/home/trader/Documents/wheelhouse-fills-1970-01-01.csv')
    expect(readFileSync(file, 'utf8')).toBe('\r\n')
    expect(logger.lines.map(({ fields }) => fields['what'])).toEqual(['export of fills'])
  })

  it('begins in the data folder where the system knows no folder of documents', async () => {
    const { actions, saves, logger } = setUp({
      documents: () => {
        throw new Error("Failed to get 'documents' path")
      },
    })
    expect((await actions.export('fills')).kind).toBe('done')
    expect(saves[0]?.defaultPath).toBe('/home/trader/wheelhouse/wheelhouse-fills-1970-01-01.csv')
    expect(logger.faults).toHaveLength(1)
  })

  it('answers with the reason where even the dialog fails', async () => {
    const reject = (): Promise<never> => Promise.reject(new Error('no portal'))
    const dialogs = { showMessageBox: reject, showSaveDialog: reject, showOpenDialog: reject }
    const { actions } = setUp({ dialogs })
    expect(await actions.export('fills')).toEqual({ kind: 'failed', message: 'The export of fills failed: no portal' })
    expect(await actions.importConfiguration()).toEqual({
      kind: 'failed',
      message: 'The import of the configuration failed: no portal',
    })
  })

  it('passes on that an import was given up', async () => {
    expect(await setUp().actions.importConfiguration()).toEqual({ kind: 'cancelled' })
  })

  it('tells what was done, shows what failed, and is silent where nothing was wanted', async () => {
    const { actions, told, boxes } = setUp()
    await actions.report({ kind: 'cancelled' })
    expect([told, boxes]).toEqual([[], []])
    await actions.report({ kind: 'done', file: '/tmp/fills.csv', detail: '2 fills' })
    expect(told).toEqual([{ title: '2 fills', body: '/tmp/fills.csv' }])
    await actions.report({ kind: 'failed', message: 'The disk is full' })
    expect(boxes).toMatchObject([{ type: 'error', message: 'The disk is full' }])
  })

  it('opens the data folder, and says where that fails', async () => {
    const fine = setUp()
    await fine.actions.openDataFolder()
    expect([fine.opened, fine.boxes]).toEqual([['/home/trader/wheelhouse'], []])
    for (const openPath of [async () => 'no file manager', () => Promise.reject(new Error('no file manager'))]) {
      const { actions, boxes } = setUp({ shell: { openPath } })
      await actions.openDataFolder()
      expect(boxes[0]?.message).toBe('The folder /home/trader/wheelhouse could not be opened: no file manager')
    }
  })
})
