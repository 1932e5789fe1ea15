import { EventEmitter } from 'node:events'
import type { MessageBoxOptions } from 'electron/main'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { RendererWatch, type WatchedContents } from './renderer-watch.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

/** A dialog that is answered by the test, or closed by its signal as Electron does: with the button for cancelling. */
class FakeDialog {
  readonly boxes: MessageBoxOptions[] = []
  #answer: ((result: { response: number; checkboxChecked: boolean }) => void) | undefined
  fault: Error | undefined

  showMessageBox = (box: MessageBoxOptions): Promise<{ response: number; checkboxChecked: boolean }> => {
    this.boxes.push(box)
    if (this.fault) return Promise.reject(this.fault)
    return new Promise((resolve) => {
      this.#answer = resolve
      box.signal?.addEventListener('abort', () => resolve({ response: box.cancelId ?? 0, checkboxChecked: false }))
    })
  }

  async answer(button: string): Promise<void> {
    const response = this.boxes.at(-1)?.buttons?.indexOf(button) ?? -1
    this.#answer?.({ response, checkboxChecked: false })
    await settle()
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function watch(options: { openInBrowser?: () => Promise<void> } = {}) {
  const clock = new ManualClock(0)
  const logger = new RecordingLogger()
  const dialog = new FakeDialog()
  const done: string[] = []
  const contents = Object.assign(new EventEmitter(), {
    reload: () => void done.push('reload'),
    forcefullyCrashRenderer: () => {
      done.push('end process')
      contents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 })
    },
    isDestroyed: () => false,
  })
  const watched = new RendererWatch({
    contents: contents as unknown as WatchedContents,
    dialog: dialog,
    clock,
    logger,
    openInBrowser: options.openInBrowser ?? (async () => void done.push('browser')),
    quit: () => void done.push('quit'),
  })
  const crash = (reason = 'crashed'): void => void contents.emit('render-process-gone', {}, { reason, exitCode: 11 })
  /** The page crashes, is loaded again, and crashes again, `count` times. */
  const crashInRow = (count: number): void => {
    for (let i = 0; i < count; i++) {
      crash()
      clock.advanceBy(30_000)
      contents.emit('did-finish-load')
    }
  }
  return { clock, logger, dialog, done, contents, watched, crash, crashInRow }
}

describe('RendererWatch, after a crash', () => {
  it('loads the page again after 0, 1, 5 and 30 seconds', () => {
    const { clock, crash, done } = watch()
    const waits = [0, 1_000, 5_000, 30_000].map((delayMs) => {
      done.length = 0
      crash()
      if (delayMs > 0) clock.advanceBy(delayMs - 1)
      const early = done.length
      clock.advanceBy(delayMs > 0 ? 1 : 0)
      return [delayMs, early, [...done]]
    })
    expect(waits).toEqual([0, 1_000, 5_000, 30_000].map((delayMs) => [delayMs, 0, ['reload']]))
  })

  it('does not load the page inside the event of the crash', () => {
    const { crash, done } = watch()
    crash()
    expect(done).toEqual([])
  })

  it('begins anew after a minute of life, and not before', () => {
    const { clock, crash, contents, done } = watch()
    crash()
    clock.advanceBy(0)
    contents.emit('did-finish-load')
    clock.advanceBy(59_999)
    crash()
    clock.advanceBy(999)
    expect(done).toEqual(['reload'])
    clock.advanceBy(1)
    contents.emit('did-finish-load')
    clock.advanceBy(60_000)
    crash()
    clock.advanceBy(0)
    expect(done).toEqual(['reload', 'reload', 'reload'])
  })

  it('does not count the time in which it waits to load as life', () => {
    const { clock, contents, crash, crashInRow, dialog } = watch()
    crashInRow(3)
    clock.advanceBy(50_000)
    crash()
    clock.advanceBy(30_000)
    contents.emit('did-finish-load')
    crash()
    expect(dialog.boxes).toHaveLength(1)
  })

  it('logs reason, exit code and how often', () => {
    const { crash, logger } = watch()
    crash('oom')
    expect(logger.faults.map(({ fields }) => fields)).toEqual([{ reason: 'oom', exitCode: 11, inRow: 1, delayMs: 0 }])
  })

  it('takes a page that ended in order for no crash', () => {
    const { clock, crash, done, logger } = watch()
    crash('clean-exit')
    clock.advanceBy(100_000)
    expect([done, logger.faults]).toEqual([[], []])
  })

  it.each([
    ['Reload', 'reload'],
    ['Open in browser', 'browser'],
    ['Quit', 'quit'],
  ])('asks a person after the fourth reload in a row: %s', async (button, expected) => {
    const { crash, crashInRow, dialog, done } = watch()
    crashInRow(4)
    expect(dialog.boxes).toEqual([])
    done.length = 0
    crash()
    expect(dialog.boxes).toMatchObject([
      { message: 'The window crashed 5 times in a row', buttons: ['Reload', 'Open in browser', 'Quit'], cancelId: 0 },
    ])
    expect(dialog.boxes[0]?.detail).toContain('trading goes on')
    await dialog.answer(button)
    expect(done).toEqual([expected])
  })

  it('begins anew after a reload by hand, and asks but once at a time', async () => {
    const { clock, crash, crashInRow, dialog, done } = watch()
    crashInRow(4)
    crash()
    crash()
    expect(dialog.boxes).toHaveLength(1)
    await dialog.answer('Reload')
    done.length = 0
    crash()
    clock.advanceBy(0)
    expect([dialog.boxes.length, done]).toEqual([1, ['reload']])
  })

  it('asks again where the browser cannot be opened', async () => {
    const { crash, crashInRow, dialog, logger, done } = watch({
      openInBrowser: () => Promise.reject(new Error('The engine is not running')),
    })
    crashInRow(4)
    crash()
    await dialog.answer('Open in browser')
    expect(dialog.boxes).toHaveLength(2)
    expect(dialog.boxes[1]?.detail).toContain('The engine is not running')
    expect(logger.faults.at(-1)?.fields).toEqual({ error: 'The engine is not running' })
    done.length = 0
    await dialog.answer('Quit')
    expect(done).toEqual(['quit'])
  })

  it('loads the page where the question cannot be asked', async () => {
    const { crash, crashInRow, dialog, done } = watch()
    crashInRow(4)
    done.length = 0
    dialog.fault = new Error('no display')
    crash()
    await settle()
    expect(done).toEqual(['reload'])
  })
})

describe('RendererWatch, while the page hangs', () => {
  it('asks after ten seconds, once', () => {
    const { clock, contents, dialog } = watch()
    contents.emit('unresponsive')
    clock.advanceBy(9_999)
    contents.emit('unresponsive')
    expect(dialog.boxes).toEqual([])
    clock.advanceBy(1)
    contents.emit('unresponsive')
    clock.advanceBy(100_000)
    expect(dialog.boxes).toMatchObject([{ message: 'The window does not respond', buttons: ['Wait', 'Reload'] }])
  })

  it('does not ask where the page is back in time', () => {
    const { clock, contents, dialog } = watch()
    contents.emit('unresponsive')
    clock.advanceBy(9_999)
    contents.emit('responsive')
    clock.advanceBy(100_000)
    expect(dialog.boxes).toEqual([])
  })

  it('closes the question when the page is back, and asks again the next time', async () => {
    const { clock, contents, dialog, done } = watch()
    contents.emit('unresponsive')
    clock.advanceBy(10_000)
    contents.emit('responsive')
    await settle()
    expect(dialog.boxes[0]?.signal?.aborted).toBe(true)
    clock.advanceBy(100_000)
    expect([dialog.boxes.length, done]).toEqual([1, []])
    contents.emit('unresponsive')
    clock.advanceBy(10_000)
    expect(dialog.boxes).toHaveLength(2)
  })

  it('asks those who wait again after a minute', async () => {
    const { clock, contents, dialog, done } = watch()
    contents.emit('unresponsive')
    clock.advanceBy(10_000)
    await dialog.answer('Wait')
    clock.advanceBy(59_999)
    expect([dialog.boxes.length, done]).toEqual([1, []])
    clock.advanceBy(1)
    expect(dialog.boxes).toHaveLength(2)
  })

  it('ends the process of the page and loads it again, which is no crash', async () => {
    const { clock, contents, dialog, done, crash } = watch()
    contents.emit('unresponsive')
    clock.advanceBy(10_000)
    await dialog.answer('Reload')
    clock.advanceBy(0)
    expect(done).toEqual(['end process', 'reload'])
    crash()
    clock.advanceBy(0)
    expect(done).toEqual(['end process', 'reload', 'reload'])
  })
})

describe('RendererWatch, disposed of', () => {
  it('stops every timer and listens to nothing', () => {
    const { clock, contents, crash, dialog, done, watched } = watch()
    crash()
    contents.emit('unresponsive')
    watched.dispose()
    clock.advanceBy(100_000)
    expect([done, dialog.boxes, contents.eventNames()]).toEqual([[], [], []])
  })
})
