import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron/main'
import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../base/index.ts'
import { NativeQuitDialog } from './quit-dialog.ts'
import { settle } from './testing/fake-engine-host.ts'

const TEXT = { message: 'Quit with 1 open position?', detail: 'one' }

/** Message boxes that the test answers. An aborted one says what Electron does: the number of its cancel button. */
function setUp() {
  const boxes: { readonly options: MessageBoxOptions; readonly answer: (response: number) => void }[] = []
  const showMessageBox = (options: MessageBoxOptions): Promise<MessageBoxReturnValue> =>
    new Promise((resolve) => {
      const answer = (response: number): void => resolve({ response, checkboxChecked: false })
      options.signal?.addEventListener('abort', () => answer(options.cancelId ?? -1))
      boxes.push({ options, answer })
    })
  const dialog = new NativeQuitDialog({ showMessageBox })
  const newest = () => ensureDefined(boxes.at(-1), 'message box')
  return { boxes, dialog, newest }
}

describe('NativeQuitDialog', () => {
  it('offers to keep running first, as default and for Escape', async () => {
    const { dialog, newest } = setUp()
    void dialog.ask(TEXT, { offersTray: true })
    expect(newest().options).toMatchObject({
      ...TEXT,
      buttons: ['Keep running', 'Keep running in the tray', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    })
  })

  it.each([
    [true, 0, 'keep'],
    [true, 1, 'tray'],
    [true, 2, 'quit'],
    [false, 0, 'keep'],
    [false, 1, 'quit'],
  ] as const)('with a tray: %s, button %i means %s', async (offersTray, response, answer) => {
    const { dialog, newest } = setUp()
    const asked = dialog.ask(TEXT, { offersTray })
    newest().answer(response)
    expect(await asked).toBe(answer)
  })

  it('opens the question again to bring it to the front, and takes the answer to that', async () => {
    const { boxes, dialog, newest } = setUp()
    const asked = dialog.ask(TEXT, { offersTray: true })
    dialog.focus()
    await settle()
    expect(boxes).toHaveLength(2)
    newest().answer(2)
    expect(await asked).toBe('quit')
  })

  it('ends the question when it is closed', async () => {
    const { boxes, dialog } = setUp()
    const asked = dialog.ask(TEXT, { offersTray: true })
    dialog.close()
    expect(await asked).toBe('keep')
    expect(boxes).toHaveLength(1)
  })

  it('has nothing to bring to the front where nothing is asked', () => {
    const { boxes, dialog } = setUp()
    dialog.focus()
    dialog.close()
    expect(boxes).toEqual([])
  })
})
