import { expect, inPage, type Seen, seenBy, test } from './test-program.ts'

test.describe('utility process and ports', () => {
  test('it is a process of its own that talks to main', async ({ program }) => {
    await program.page()
    await program.evaluate(() => (globalThis.seen as Seen).child?.postMessage({ when: new Date(7) }))
    await expect
      .poll(async () => (await program.seen()).messages)
      .toEqual([{ got: { when: new Date(7) }, ports: 0, args: ['one'], send: 'undefined' }])
    const pid = await program.evaluate(() => (globalThis.seen as Seen).child?.pid)
    expect(pid).not.toBe(program.standIn.main.pid)
    expect(() => process.kill(pid ?? 0, 0)).not.toThrow()
  })

  test('its last words come before its exit', async ({ program }) => {
    await program.page()
    await program.evaluate(() => (globalThis.seen as Seen).child?.postMessage('exit'))
    await expect.poll(async () => (await program.seen()).events).toEqual(['child exited with 7'])
    expect((await program.seen()).messages).toEqual(['last words'])
  })

  test('a kill is a kill', async ({ program }) => {
    await program.page()
    const pid = await program.evaluate(() => (globalThis.seen as Seen).child?.pid)
    process.kill(pid ?? 0, 'SIGKILL')
    await expect.poll(async () => (await program.seen()).events).toEqual(['child exited with 9'])
  })

  test('what is sent to a child that is dying is lost, and no fault of main', async ({ program }) => {
    await program.page()
    await program.evaluate(() => {
      const { child } = globalThis.seen as Seen
      process.kill(child?.pid ?? 0, 'SIGKILL')
      // Main does not hear of the end before it is back in its event loop.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
      child?.postMessage('too late')
    })
    await expect.poll(async () => (await program.seen()).events).toEqual(['child exited with 9'])
    await program.quit()
    expect(program.standIn.faults).toEqual([])
  })

  test('a port joins the page and the child; its end is told to both', async ({ program }) => {
    const page = await program.page()
    const pid = await program.evaluate(() => (globalThis.seen as Seen).child?.pid)
    await inPage(page, 'window.api.connect()')
    await page.waitForFunction(() => Reflect.get(globalThis, 'port') !== undefined)
    await inPage(page, '{ for (let n = 0; n < 200; n++) port.postMessage(n) }')
    await expect
      .poll(async () => (await seenBy(page)).ports)
      .toEqual(Array.from({ length: 200 }, (_, echo) => ({ echo, pid })))
    await inPage(page, 'port.close()')
    await expect.poll(async () => (await program.seen()).messages.at(-1)).toBe('port closed')
  })

  test('a page that is loaded again loses its ports', async ({ program }) => {
    const page = await program.page()
    await inPage(page, 'window.api.connect()')
    await page.waitForFunction(() => Reflect.get(globalThis, 'port') !== undefined)
    await program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
    await expect.poll(async () => (await program.seen()).messages.at(-1)).toBe('port closed')
  })

  test('ports inside main queue until they are started, move on with what waits, and close in order', async ({
    program,
  }) => {
    await program.page()
    const got = await program.evaluate(async ({ MessageChannelMain }) => {
      const outer = new MessageChannelMain()
      const inner = new MessageChannelMain()
      const got: unknown[] = []
      inner.port1.postMessage('early')
      outer.port2.on('message', ({ data, ports }) => {
        got.push(data)
        const [port] = ports
        port?.on('message', (event) => got.push(event.data))
        port?.on('close', () => got.push('close'))
        port?.start()
      })
      outer.port1.postMessage('outer', [inner.port2])
      inner.port1.postMessage('late')
      outer.port2.start()
      await new Promise((resolve) => setTimeout(resolve, 50))
      inner.port1.postMessage('last')
      inner.port1.close()
      await new Promise((resolve) => setTimeout(resolve, 50))
      return got
    })
    expect(got).toEqual(['outer', 'early', 'late', 'last', 'close'])
  })
})
