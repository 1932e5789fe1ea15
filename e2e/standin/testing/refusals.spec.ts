import { join } from 'node:path'
import type * as electronMain from 'electron/main'
import type * as standIn from '../electron.ts'
import { type Electron, expect, test } from './test-program.ts'

/** Every name that Electron's main process gives is given here too, if only to say that it is not imitated. */
const isComplete: keyof typeof electronMain extends keyof typeof standIn ? true : never = true

test('every name of Electron can be imported', () => {
  expect(isComplete).toBe(true)
})

test.describe('what is refused', () => {
  for (const preferences of [
    { nodeIntegration: true },
    { sandbox: false },
    { contextIsolation: false },
    { webSecurity: false },
    { webviewTag: true },
    { enableBlinkFeatures: 'x' },
  ]) {
    test(`a window with ${JSON.stringify(preferences)}`, async ({ program }) => {
      await program.page()
      const open = program.evaluate(
        ({ BrowserWindow }, webPreferences) => void new BrowserWindow({ webPreferences }),
        preferences,
      )
      await expect(open).rejects.toThrow('refused by the stand-in')
    })
  }

  test('a preload that is a module', async ({ program }) => {
    await program.page()
    const open = program.evaluate(
      ({ BrowserWindow }, preload) => void new BrowserWindow({ webPreferences: { preload } }),
      join(import.meta.dirname, 'program/main.ts'),
    )
    await expect(open).rejects.toThrow('is no CommonJS script')
  })

  test('use of a window that is gone', async ({ program }) => {
    await program.page()
    const faults = await program.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false })
      const { webContents } = window
      window.destroy()
      const uses = [
        () => window.show(),
        () => window.webContents,
        () => webContents.send('push', 1),
        () => webContents.getURL(),
        () => new BrowserWindow({ width: 100.5 }),
      ]
      const fault = (use: () => unknown): string => {
        try {
          return `answered ${String(use())}`
        } catch (error) {
          return (error as Error).message
        }
      }
      return [...uses.map(fault), window.isDestroyed() && webContents.isDestroyed()]
    })
    expect(faults).toEqual([
      ...Array.from({ length: 4 }, () => 'Object has been destroyed'),
      expect.stringContaining('100.5'),
      true,
    ])
  })

  test('what is not imitated says so', async ({ program }) => {
    await program.page()
    for (const use of [
      (electron: Electron) => void electron.net.fetch('https://example.com'),
      (electron: Electron) => void electron.app.getAppMetrics(),
      (electron: Electron) => electron.BrowserWindow.getAllWindows()[0]?.setKiosk(true),
      (electron: Electron) => void electron.shell.trashItem('x'),
    ]) {
      await expect(program.evaluate(use)).rejects.toThrow('not in the stand-in')
    }
  })

  test('an error that main does not catch, and a dialog that nobody answers, are faults', async ({ program }) => {
    await program.page()
    await program.evaluate(({ dialog }) => {
      setTimeout(() => {
        throw new Error('stray')
      }, 0)
      void dialog.showMessageBox({ message: 'Forgotten?' })
    })
    await program.quit()
    expect(program.standIn.faults).toEqual([expect.stringContaining('stray'), expect.stringContaining('Forgotten?')])
  })
})
