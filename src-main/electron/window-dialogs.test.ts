import type { BaseWindow } from 'electron/main'
import { describe, expect, it } from 'vitest'
import { windowDialogs, type WindowDialogsOptions } from './window-dialogs.ts'

const BOX = { message: 'Quit?' }

function setUp(platform: NodeJS.Platform, window?: BaseWindow) {
  const shown: unknown[][] = []
  const note =
    (kind: string) =>
    async (...args: unknown[]): Promise<string> => {
      shown.push([kind, ...args])
      return `answer to ${kind}`
    }
  let askedForWindow = 0
  const dialogs = windowDialogs({
    dialog: {
      showMessageBox: note('message'),
      showOpenDialog: note('open'),
      showSaveDialog: note('save'),
    } as unknown as WindowDialogsOptions['dialog'],
    platform,
    window: () => {
      askedForWindow += 1
      return window
    },
  })
  const showAll = async (): Promise<unknown[]> => [
    await dialogs.showMessageBox(BOX),
    await dialogs.showOpenDialog({}),
    await dialogs.showSaveDialog({}),
  ]
  return { shown, showAll, windowAsked: () => askedForWindow }
}

describe('windowDialogs', () => {
  const window = { id: 1 } as BaseWindow

  it('are sheets of the window on macOS, which would stand still otherwise', async () => {
    const { shown, showAll } = setUp('darwin', window)
    expect(await showAll()).toEqual(['answer to message', 'answer to open', 'answer to save'])
    expect(shown).toEqual([
      ['message', window, BOX],
      ['open', window, {}],
      ['save', window, {}],
    ])
  })

  it('stand alone on macOS where there is no window to be seen', async () => {
    const { shown, showAll } = setUp('darwin')
    await showAll()
    expect(shown).toEqual([
      ['message', BOX],
      ['open', {}],
      ['save', {}],
    ])
  })

  it.each(['linux', 'win32'] as const)('stand alone on %s and leave a hidden window hidden', async (platform) => {
    const { shown, showAll, windowAsked } = setUp(platform, window)
    await showAll()
    expect(shown.map((args) => args.length)).toEqual([2, 2, 2])
    expect(windowAsked()).toBe(0)
  })
})
