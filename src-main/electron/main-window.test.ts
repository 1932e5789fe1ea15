import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessageBoxOptions } from 'electron/main'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { EngineHostState, PlainPort } from '../../src-contract/index.ts'
import { ensureDefined, ManualClock } from '../base/index.ts'
import { MainWindow, type MainWindowOptions } from './main-window.ts'
import type { CloseDecision } from './open-window.ts'
import { FakeBrowserWindow, FakeContents } from './testing/fake-browser-window.ts'
import { linkedPorts } from './testing/linked-ports.ts'
import { RecordingLogger } from './testing/recording-logger.ts'
import { WindowStateFile } from './window-state.ts'

const folder = mkdtempSync(join(tmpdir(), 'main-window-'))
const AREA = { x: 0, y: 0, width: 1920, height: 1040 }
const STOPPED: EngineHostState = { kind: 'stopped' }
const FAILED: EngineHostState = { kind: 'failed', reason: 'a port is taken' }
const STATE_CHANNEL = 'desktop:engine-state-changed'
const COMMAND_CHANNEL = 'desktop:menu-command'

let files = 0
beforeEach(() => {
  files++
  FakeBrowserWindow.all.length = 0
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function setUp(options: { platform?: NodeJS.Platform; file?: string; answer?: number } = {}) {
  const clock = new ManualClock(0)
  const logger = new RecordingLogger()
  const boxes: MessageBoxOptions[] = []
  const shell = { decision: 'hide' as CloseDecision, watched: [] as unknown[], sessionEnds: 0, maySessionEnd: true }
  const stateFile = new WindowStateFile({ file: options.file ?? join(folder, `${files}.json`), clock, logger })
  const electron = {
    BrowserWindow: FakeBrowserWindow,
    screen: { getPrimaryDisplay: () => ({ workArea: AREA }), getAllDisplays: () => [{ workArea: AREA }] },
    nativeTheme: { shouldUseDarkColors: true },
  }
  const dialogs = {
    showMessageBox: async (box: MessageBoxOptions) => {
      boxes.push(box)
      return { response: options.answer ?? 0, checkboxChecked: false }
    },
  }
  const main = new MainWindow({
    electron: electron as unknown as MainWindowOptions['electron'],
    dialogs,
    stateFile,
    preload: '/out/preload/index.cjs',
    icon: '/resources/icon.png',
    platform: options.platform ?? 'linux',
    isPackaged: true,
    logger,
    onCloseRequest: () => shell.decision,
    maySessionEnd: () => shell.maySessionEnd,
    onSessionEnd: () => void shell.sessionEnds++,
    watchPage: (contents) => {
      shell.watched.push(contents)
      return { dispose: () => void shell.watched.splice(shell.watched.indexOf(contents), 1) }
    },
  })
  const window = (): FakeBrowserWindow => ensureDefined(FakeBrowserWindow.all.at(-1), 'A window')
  return { main, clock, logger, boxes, shell, stateFile, window, contents: () => window().webContents }
}

function open(options: Parameters<typeof setUp>[0] = {}) {
  const parts = setUp(options)
  parts.main.show()
  parts.window().finishLoad()
  return parts
}

describe('MainWindow, shown', () => {
  it('exists only when somebody wants to see it, and shows when it has painted', () => {
    const { main, window, contents } = setUp()
    main.pushEngineState(STOPPED)
    main.hide()
    expect([FakeBrowserWindow.all.length, main.isVisible, main.isFocused]).toEqual([0, false, false])
    main.show()
    main.show()
    expect([FakeBrowserWindow.all.length, contents().url]).toEqual([1, 'app://wheelhouse/index.html'])
    expect([window().did, window().options.webPreferences?.sandbox]).toEqual([[], true])
    window().finishLoad()
    expect([window().did, main.isVisible, main.isFocused]).toEqual([['show', 'focus'], true, true])
  })

  it('stays hidden where it was hidden before it had painted', () => {
    const { main, window } = setUp()
    main.show()
    main.hide()
    window().finishLoad()
    expect(main.isVisible).toBe(false)
    main.show()
    expect(main.isVisible).toBe(true)
  })

  it('comes back from the task bar', () => {
    const { main, window } = open()
    window().isSmall = true
    expect(main.isVisible).toBe(false)
    main.show()
    expect([main.isVisible, window().did.slice(2)]).toEqual([true, ['restore', 'show', 'focus']])
  })

  it('leaves full screen on macOS before it hides', () => {
    const { main, window } = open({ platform: 'darwin' })
    window().isFull = true
    main.hide()
    expect(window().did.slice(2)).toEqual(['full screen false'])
    window().emit('leave-full-screen')
    expect(window().did.slice(2)).toEqual(['full screen false', 'hide'])
  })

  it('knows its own contents, and no others', () => {
    const { main, contents } = open()
    expect(main.owns(contents().asContents())).toBe(true)
    expect(main.owns(new FakeContents().asContents())).toBe(false)
  })

  it('tells when the session of the user ends', () => {
    const { window, shell } = open()
    window().emit('session-end', {})
    expect(shell.sessionEnds).toBe(1)
  })

  it('lets the session of the user wait where the program needs time', () => {
    const { window, shell } = open()
    const ask = (): boolean => {
      let isPrevented = false
      window().emit('query-session-end', { reasons: ['shutdown'], preventDefault: () => (isPrevented = true) })
      return isPrevented
    }
    expect(ask()).toBe(false)
    shell.maySessionEnd = false
    expect(ask()).toBe(true)
  })

  it('comes to the front for a question, once there is something to be seen of it', () => {
    const { main, window } = setUp()
    expect(main.forQuestion()).toBeUndefined()
    window().finishLoad()
    main.hide()
    expect(main.forQuestion()).toBe(window())
    expect(main.isVisible).toBe(true)
  })
})

describe('MainWindow, asked to close', () => {
  it.each([
    ['hide', { isVisible: false, isGone: false }],
    ['wait', { isVisible: true, isGone: false }],
    ['destroy', { isVisible: false, isGone: true }],
  ] as const)('does what the shell decides: %s', (decision, expected) => {
    const { main, window, shell } = open()
    shell.decision = decision
    window().close()
    expect({ isVisible: main.isVisible, isGone: window().isGone }).toEqual(expected)
  })

  it('is made anew when it is wanted again, with its page looked after', () => {
    const { main, window, shell, contents } = open()
    const first = contents()
    expect(shell.watched).toEqual([first])
    main.destroy()
    expect([shell.watched, main.owns(first.asContents()), main.isVisible]).toEqual([[], false, false])
    main.show()
    window().finishLoad()
    expect([FakeBrowserWindow.all.length, main.isVisible, shell.watched]).toEqual([2, true, [contents()]])
  })
})

describe('MainWindow, its state', () => {
  it('is as it was the last time', () => {
    const file = join(folder, 'shared.json')
    const first = open({ file })
    first.window().bounds = { x: 30, y: 40, width: 1200, height: 700 }
    first.window().isLarge = true
    first.contents().zoomFactor = 1.5
    first.main.destroy()

    const second = setUp({ file })
    second.main.show()
    const { x, y, width, height, webPreferences } = second.window().options
    expect([x, y, width, height, webPreferences?.zoomFactor]).toEqual([30, 40, 1200, 700, 1.5])
    expect(second.window().did).toEqual([])
    second.window().finishLoad()
    expect([second.window().did, second.contents().zoomFactor]).toEqual([['maximize', 'show', 'focus'], 1.5])
  })

  it.each(['resize', 'move', 'maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen', 'blur'])(
    'is saved half a second after %s',
    (event) => {
      const { window, clock, stateFile } = open()
      window().bounds = { x: 1, y: 2, width: 1100, height: 650 }
      window().emit(event)
      clock.advanceBy(500)
      expect(stateFile.load()?.bounds).toEqual({ x: 1, y: 2, width: 1100, height: 650 })
    },
  )

  it('stays maximised where the window was never seen', () => {
    const { main, window, stateFile } = open()
    window().isLarge = true
    main.destroy()
    main.show()
    main.destroy()
    expect(stateFile.load()?.isMaximised).toBe(true)
  })

  it('is saved on closing, and not read from a window that is gone', () => {
    const { window, clock, stateFile, shell } = open()
    shell.decision = 'destroy'
    window().bounds = { x: 5, y: 6, width: 1100, height: 650 }
    window().close()
    window().emit('blur')
    clock.advanceBy(500)
    expect(stateFile.load()?.bounds.x).toBe(5)
  })
})

describe('MainWindow, speaking with its page', () => {
  it('keeps commands and the newest state of the engine until the page is loaded', () => {
    const { main, window, contents } = setUp()
    main.command('newOrder')
    main.pushEngineState(STOPPED)
    main.pushEngineState(FAILED)
    main.command('about')
    expect(contents().sent).toEqual([])
    window().finishLoad()
    expect(contents().sent).toEqual([
      [STATE_CHANNEL, FAILED],
      [COMMAND_CHANNEL, 'newOrder'],
      [COMMAND_CHANNEL, 'about'],
    ])
    main.command('killSwitch')
    main.pushEngineState(STOPPED)
    expect(contents().sent.slice(3)).toEqual([
      [COMMAND_CHANNEL, 'killSwitch'],
      [STATE_CHANNEL, STOPPED],
    ])
  })

  it.each([
    ['is loaded again', 'did-navigate'],
    ['crashed', 'render-process-gone'],
  ])('waits again while the page %s', (_name, event) => {
    const { main, contents } = open()
    contents().emit(event, {}, {})
    main.command('newOrder')
    expect(contents().sent).toEqual([])
    contents().emit('did-finish-load')
    expect(contents().sent).toEqual([[COMMAND_CHANNEL, 'newOrder']])
  })

  it('shows itself with a command', () => {
    const { main } = open()
    main.hide()
    main.command('showOrders')
    expect(main.isVisible).toBe(true)
  })

  it('keeps no more commands than anybody can have meant', () => {
    const { main, window, contents } = setUp()
    for (let i = 0; i < 20; i++) main.command('toggleTheme')
    window().finishLoad()
    expect(contents().sent).toHaveLength(8)
  })

  it('hands two ports to its page, calls first', () => {
    const { main, contents } = open()
    const { ports, isClosed } = clientPorts()
    main.handOver(ports)
    expect(contents().posted).toEqual([
      {
        channel: 'desktop:ports',
        message: { type: 'wheelhouse:ports', generation: 3, account: 'main' },
        ports: [ports.calls, ports.topics],
      },
    ])
    expect(isClosed()).toEqual([false, false])
  })

  it.each([
    ['', ''],
    ['a foreign page', 'https://evil.example/'],
    ['a host that begins as ours', 'app://wheelhouse.evil.example/'],
  ])('closes ports rather than hand them to %s', (_name, url) => {
    const { main, contents } = open()
    const { ports, isClosed } = clientPorts()
    contents().url = url
    main.handOver(ports)
    expect([contents().posted, isClosed()]).toEqual([[], [true, true]])
  })

  it('closes ports where there is no window, or its page is gone', () => {
    const { main, contents } = setUp()
    const none = clientPorts()
    main.handOver(none.ports)
    main.show()
    contents().postFault = new Error('Render frame was disposed')
    const gone = clientPorts()
    main.handOver(gone.ports)
    expect([none.isClosed(), gone.isClosed()]).toEqual([
      [true, true],
      [true, true],
    ])
  })
})

describe('MainWindow, whose page cannot be loaded', () => {
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const fail = (contents: FakeContents, code: number, isMainFrame = true): boolean =>
    contents.emit('did-fail-load', {}, code, 'ERR_FAILED', 'app://wheelhouse/index.html', isMainFrame)

  it('asks, and tries again', async () => {
    const { main, contents, boxes, logger } = setUp({ answer: 0 })
    main.show()
    fail(contents(), -2)
    await settle()
    expect(boxes).toMatchObject([{ message: 'The window could not be loaded', buttons: ['Try again', 'Close'] }])
    expect(boxes[0]?.detail).toContain('ERR_FAILED (-2)')
    expect([contents().loads, logger.faults.length]).toEqual([2, 1])
  })

  it('closes where a person gives up, so that the next wish makes a new one', async () => {
    const { main, window, contents } = setUp({ answer: 1 })
    main.show()
    fail(contents(), -2)
    await settle()
    expect(window().isGone).toBe(true)
    main.show()
    expect(FakeBrowserWindow.all).toHaveLength(2)
  })

  it('does not ask where another load took over or a part of the page failed', async () => {
    const { main, contents, boxes } = setUp()
    main.show()
    fail(contents(), -3)
    fail(contents(), -2, false)
    await settle()
    expect(boxes).toEqual([])
  })

  it('logs what the load was rejected with', async () => {
    const { main, contents, logger } = setUp()
    main.show()
    contents().loadFault = new Error('ERR_FAILED (-2)')
    fail(contents(), -2)
    await settle()
    await settle()
    expect(logger.faults.map(({ message }) => message)).toContain('The page was not loaded')
  })
})

function clientPorts() {
  const calls = linkedPorts().port1
  const topics = linkedPorts().port1
  const plain = (port: PlainPort): PlainPort => port
  return {
    ports: { generation: 3, account: 'main', calls: plain(calls), topics: plain(topics) },
    isClosed: () => [calls.isClosed, topics.isClosed],
  }
}
