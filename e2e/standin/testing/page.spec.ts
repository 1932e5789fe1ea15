import { join } from 'node:path'
import { expect, inPage, seenBy, test } from './test-program.ts'

test.describe('page and preload', () => {
  test('a bridge crosses into the page, frozen; nothing else of the preload does', async ({ program }) => {
    const page = await program.page()
    expect(await inPage(page, 'Object.keys(window.api).sort()')).toEqual(
      ['platform', 'nested', 'echo', 'fail', 'ask', 'connect', 'whoAmI', 'node', 'requireFs', 'onPush'].toSorted(),
    )
    expect(await inPage(page, '[Object.isFrozen(window.api), Object.isFrozen(window.api.nested.list)]')).toEqual([
      true,
      true,
    ])
    expect(await inPage(page, '[typeof require, typeof process, typeof module, typeof secretOfPreload]')).toEqual(
      Array.from({ length: 4 }, () => 'undefined'),
    )
    expect(await inPage(page, 'window.api.node()')).toEqual(['object', 'undefined'])
    await expect(inPage(page, 'window.api.requireFs()')).rejects.toThrow('module not found: node:fs')
  })

  test('values of every kind arrive as they were; functions do not', async ({ program }) => {
    const page = await program.page()
    const value = '{ a: [1n, NaN, -Infinity, undefined, null], m: new Map([[new Date(5), new Set([1])]]), $: "x" }'
    const back = (await inPage(
      page,
      `window.api.echo(${value}).then((back) => [
      String(back.a), back.m instanceof Map, [...back.m][0][0].getTime(), [...[...back.m][0][1]], back.$])`,
    )) as unknown[]
    expect(back).toEqual(['1,NaN,-Infinity,,', true, 5, [1], 'x'])
    expect(await inPage(page, 'window.api.echo(new Uint8Array([1, 2])).then((back) => [...back])')).toEqual([1, 2])
  })

  test('errors of handlers arrive in the words of Electron', async ({ program }) => {
    const page = await program.page()
    await expect(inPage(page, 'window.api.fail()')).rejects.toThrow(
      "Error invoking remote method 'fail': RangeError: too far",
    )
    await expect(inPage(page, 'window.api.ask("nobody")')).rejects.toThrow(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    )
  })

  test('main pushes in order, until the page unsubscribes', async ({ program }) => {
    const page = await program.page()
    await program.evaluate(({ BrowserWindow }) => {
      for (let n = 0; n < 50; n++) BrowserWindow.getAllWindows()[0]?.webContents.send('push', n)
    })
    await expect.poll(async () => (await seenBy(page)).pushed).toEqual(Array.from({ length: 50 }, (_, n) => n))
    await inPage(page, 'window.end()')
    await program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('push', 'late'))
    await inPage(page, 'window.api.echo(1)')
    expect((await seenBy(page)).pushed).toHaveLength(50)
  })

  test('main knows who calls', async ({ program }) => {
    const page = await program.page()
    expect(await inPage(page, 'window.api.whoAmI()')).toEqual({
      url: 'app://wheelhouse/index.html',
      origin: 'app://wheelhouse',
      isMain: true,
      isWindow: true,
    })
  })

  test('main knows a frame inside of a page, and another window', async ({ program }) => {
    await program.page()
    const [frame, window] = await program.evaluate(
      async ({ BrowserWindow }, preload) => {
        const other = new BrowserWindow({ webPreferences: { preload, nodeIntegrationInSubFrames: true } })
        await other.loadURL('app://wheelhouse/index.html')
        const callFrom = (target: string): Promise<unknown> =>
          other.webContents.executeJavaScript(`(async () => {
            const frame = Object.assign(document.createElement('iframe'), { srcdoc: 'inside' })
            const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
            document.body.append(frame)
            await loaded
            return ${target}.api.whoAmI()
          })()`)
        return [await callFrom('frame.contentWindow'), await callFrom('window')]
      },
      join(import.meta.dirname, 'program/any-frame-preload.cjs'),
    )
    expect(frame).toMatchObject({ url: 'about:srcdoc', origin: 'app://wheelhouse', isMain: false, isWindow: false })
    expect(window).toMatchObject({ url: 'app://wheelhouse/index.html', isMain: true, isWindow: false })
  })

  test('the policy of the handler is in force', async ({ program }) => {
    const page = await program.page()
    expect(await page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve(tryEval()), 0)))).toBe(
      'EvalError',
    )
    expect(await inPage(page, 'fetch("https://example.com").catch((error) => error.name)')).toBe('TypeError')
    expect(await inPage(page, 'fetch("/missing.txt").then((answer) => answer.status)')).toBe(404)
    expect(
      await inPage(page, 'fetch("/page.js").then((answer) => answer.headers.get("content-security-policy"))'),
    ).toContain("default-src 'none'")
    const permissions = await inPage(
      page,
      'Promise.all(["geolocation", "notifications", "camera"].map(async (name) => (await navigator.permissions.query({ name })).state))',
    )
    expect(permissions).toEqual(['denied', 'denied', 'denied'])
  })

  test('main decides on navigation and new windows', async ({ program }) => {
    const page = await program.page()
    await page.click('#outside')
    await page.click('#new')
    expect(await page.evaluate(() => window.open('https://example.com/open'))).toBeNull()
    await expect
      .poll(async () => (await program.seen()).events)
      .toEqual([
        'will-navigate https://example.com/?x=app://wheelhouse/',
        'open https://example.com/new',
        'open https://example.com/open',
      ])
    expect(page.url()).toBe('https://wheelhouse.invalid/index.html')
    expect(await inPage(page, 'window.api.echo("still here")')).toBe('still here')
  })

  test('a page that crashes is told to main, and comes back', async ({ program }) => {
    const page = await program.page()
    const crashed = page.waitForEvent('crash')
    await program.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )
    await crashed
    await expect.poll(async () => (await program.seen()).events).toEqual(['gone crashed'])
    const again = await program.page()
    expect(again).not.toBe(page)
    expect(await inPage(again, 'window.api.echo(1)')).toBe(1)
  })
})
