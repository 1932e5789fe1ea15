import { DESKTOP_CHANNELS, LINK_IDS } from '../../src-contract/index.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import {
  askFromStranger,
  bridgeReady,
  engineRuns,
  EVIL,
  keepAddresses,
  openedAddresses,
  refusals,
} from '../support/security-probes.ts'
import { RUNS_ON } from '../support/shell.ts'
import { needsElectron } from '../support/shell-report.ts'

test.use({ engineOptions: { config: BY_HAND } })

const CHANNELS = Object.values(DESKTOP_CHANNELS.invoke).map(({ channel }) => channel)

test.describe('what the page is given', () => {
  test.beforeEach(({ page }) => bridgeReady(page))

  test('is the bridge of the contract, frozen, and nothing of Electron or Node', async ({ page }) => {
    const seen = await page.evaluate(() => {
      const foreign = ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'setImmediate', 'electron']
      const attempt = (change: () => void): void => {
        try {
          change()
        } catch {
          // A frozen object may say so.
        }
      }
      attempt(() => Reflect.set(window, 'wheelhouse', undefined))
      attempt(() => Reflect.set(wheelhouse, 'about', undefined))
      return {
        members: Object.fromEntries(Object.entries(wheelhouse).map(([name, member]) => [name, typeof member])),
        isFrozen: Object.isFrozen(wheelhouse),
        ofFunctions: Object.values(wheelhouse).flatMap((member) =>
          typeof member === 'function' ? Object.keys(member) : [],
        ),
        foreign: foreign.filter((name) => Reflect.has(globalThis, name)),
      }
    })
    expect(seen).toEqual({
      members: {
        platform: 'string',
        connect: 'function',
        engineState: 'function',
        onEngineState: 'function',
        onMenuCommand: 'function',
        restartEngine: 'function',
        openLink: 'function',
        exportFile: 'function',
        importConfiguration: 'function',
        about: 'function',
      },
      isFrozen: true,
      ofFunctions: [],
      foreign: [],
    })
  })

  test('is told things without an event of Electron', async ({ shell, page }) => {
    const told = page.evaluate(
      () => new Promise((resolve) => wheelhouse.onMenuCommand((...values: unknown[]) => resolve(values))),
    )
    // A call answered after the subscription: the page listens by now.
    await page.evaluate(() => wheelhouse.engineState())
    await shell.evaluate(({ BrowserWindow }, channel) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send(channel, 'about')
    }, DESKTOP_CHANNELS.push.menuCommand.channel)
    expect(await told).toEqual(['about'])
  })
})

test.describe('calls of the page', () => {
  test.beforeEach(({ page }) => bridgeReady(page))

  test('are refused with arguments that the contract does not have, in words that name no channel', async ({
    shell,
    page,
  }) => {
    await keepAddresses(shell)
    const calls: [string, unknown][] = [
      ['openLink', EVIL],
      ['openLink', 'file:///etc/passwd'],
      ['openLink', { toString: 'releases' }],
      ['openLink', null],
      ['exportFile', '../../secrets.json'],
      ['exportFile', 'secrets'],
      ['exportFile', ['orders']],
    ]
    for (const [name, input] of calls) {
      const answer = page.evaluate(
        ([name, input]) => {
          const call = Reflect.get(wheelhouse, name) as (input: unknown) => Promise<unknown>
          return call(input).then(
            () => 'answered',
            (error: unknown) => String(error),
          )
        },
        [name, input] as const,
      )
      expect(await answer).toMatch(new RegExp(`^Error: The argument of ${name} must be `))
    }
    expect(await openedAddresses(shell)).toEqual([])
    expect(await refusals(shell.home, 'A call has a wrong argument', 'call')).toEqual(calls.map(([name]) => name))
  })

  test('of a window that is none of the program’s are not answered, and no ports go there', async ({
    shell,
    page,
    pageFaults,
  }) => {
    await engineRuns(page)
    // The same page finds itself without its bridge there.
    pageFaults.expect(/./)
    const unknown = ['desktop:quit', 'ELECTRON_BROWSER_REQUIRE', '__proto__', 'constructor']
    const { answers, ports } = await askFromStranger<{ answers: string[]; ports: number }>(
      shell,
      `Promise.all(${JSON.stringify([...CHANNELS, ...unknown])}.map((channel) =>
        hostile.invoke(channel).then(() => 'answered', (error) => error.message)))
        .then((answers) => ({ answers, ports: hostile.portsSeen() }))`,
    )
    const refused = answers.splice(0, CHANNELS.length)
    for (const answer of refused) expect(answer).toContain('This page may not call the program')
    expect(answers).toEqual(unknown.map((channel) => expect.stringContaining(`No handler registered for '${channel}'`)))
    expect(ports).toBe(0)
    // The log is written a moment later.
    await expect
      .poll(() => refusals(shell.home, 'A call was refused', 'fault'))
      .toEqual(CHANNELS.map(() => 'it comes from contents that are not a window of ours'))
  })

  test('for ports are answered to the page’s own window, from its own origin', async ({ page }) => {
    await engineRuns(page)
    const got = await page.evaluate(
      () =>
        new Promise((resolve) => {
          window.addEventListener('message', ({ data, origin, source, ports }) =>
            resolve({
              type: Reflect.get(data as object, 'type') as unknown,
              isOwn: origin === location.origin && source === window,
              ports: ports.length,
            }),
          )
          void wheelhouse.connect()
        }),
    )
    expect(got).toEqual({ type: 'wheelhouse:ports', isOwn: true, ports: 2 })
  })

  test('can have pages of the program’s own table opened, and no others', async ({ shell, engine, page }) => {
    await engineRuns(page)
    await keepAddresses(shell)
    for (const link of LINK_IDS) expect(await page.evaluate((link) => wheelhouse.openLink(link), link)).toBeUndefined()
    const opened = (await openedAddresses(shell)).map((address) => new URL(address))
    expect(opened).toHaveLength(LINK_IDS.length)
    for (const [n, { protocol, hostname, port }] of opened.entries()) {
      if (LINK_IDS[n] !== 'webInterface') expect([protocol, hostname]).toEqual(['https:', 'github.com'])
      else expect([protocol, hostname, port]).toEqual(['http:', '127.0.0.1', String(engine.port)])
    }
  })
})

test('the program asks for the sandbox of all pages before there is one', async ({ shell }) => {
  test.skip(RUNS_ON === 'electron', 'there the pages themselves tell')
  const calls = await shell.evaluate(({ standIn }) => standIn?.calls.map(({ name }) => name))
  // The stand-in, as Electron, refuses it once the program is ready, and no window is made before that.
  expect(calls).toContain('app.enableSandbox')
})

test.describe('Electron itself', () => {
  needsElectron()

  test('keeps every page in its sandbox and apart from its preload, even where a window asks not to be', async ({
    shell,
  }) => {
    const code = '({ isSandboxed: hostile.isSandboxed, isIsolated: hostile.isIsolated })'
    expect(await askFromStranger(shell, code, { sandbox: false })).toEqual({ isSandboxed: true, isIsolated: true })
  })

  test('runs the page under the sandbox of the operating system', async ({ shell }) => {
    test.skip(process.platform === 'linux', 'Electron tells so on Windows and macOS only')
    const metrics = await shell.evaluate(({ app }) => app.getAppMetrics())
    const pages = metrics.filter(({ type }) => type === 'Tab')
    expect(pages.length).toBeGreaterThan(0)
    expect(pages.map(({ sandboxed }) => sandboxed)).toEqual(pages.map(() => true))
  })
})
