import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { bridgeReady, EVIL, expectRefusals, refusals } from '../support/security-probes.ts'
import { needsElectron } from '../support/shell-report.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

test.use({ engineOptions: { config: BY_HAND } })
test.beforeEach(async ({ page, pageFaults }) => {
  expectRefusals(pageFaults)
  await bridgeReady(page)
})

test.describe('the policy of the page', () => {
  test('is sent with every answer, with the other protecting headers', async ({ page, pageFaults }) => {
    pageFaults.expect(/404/)
    const answers = await page.evaluate(async () => {
      const script = document.querySelector<HTMLScriptElement>('script[src]')?.src ?? ''
      const fetched = await Promise.all(['/index.html', script, '/nothing-here.js'].map((path) => fetch(path)))
      return fetched.map(({ status, headers }) => ({ status, headers: Object.fromEntries(headers) }))
    })
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404])
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      })
      expect(headers['permissions-policy']).toContain('camera=(), ')
    }
  })

  test('lets no text run as code', async ({ page }) => {
    const seen = await page.evaluate(async () => {
      // Later: what a debugger runs is not held to the policy.
      const outcomeOf = (run: () => unknown): Promise<string> =>
        new Promise((resolve) =>
          setTimeout(() => {
            try {
              resolve(`ran: ${String(run())}`)
            } catch (error) {
              resolve((error as Error).name)
            }
          }),
        )
      const makeFunction = wheelhouse.connect.constructor as FunctionConstructor
      const script = Object.assign(document.createElement('script'), { textContent: 'globalThis.ranInline = true' })
      document.body.append(script)
      const button = document.createElement('button')
      button.setAttribute('onclick', 'globalThis.ranInline = true')
      document.body.append(button)
      button.click()
      const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
      const worked = new Promise((resolve) => {
        worker.addEventListener('message', () => resolve('ran'))
        worker.addEventListener('error', () => resolve('refused'))
      })
      return {
        // oxlint-disable-next-line no-eval -- whether it is refused is the question.
        eval: await outcomeOf(() => globalThis.eval('1')),
        construct: await outcomeOf(() => Reflect.construct(Function, ['return 1'])),
        bridgeFunction: await outcomeOf(() => makeFunction('return 1')),
        worker: await worked,
        ranInline: Reflect.has(globalThis, 'ranInline'),
      }
    })
    expect(seen).toEqual({
      eval: 'EvalError',
      construct: 'EvalError',
      bridgeFunction: 'EvalError',
      worker: 'refused',
      ranInline: false,
    })
  })

  test('keeps out inline style, whatever comes from elsewhere, frames and forms', async ({ page }) => {
    const seen = await page.evaluate(async (evil) => {
      const violated: string[] = []
      Reflect.set(globalThis, 'violated', violated)
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        violated.push(effectiveDirective),
      )
      const add = (tag: string, members: object): HTMLElement =>
        document.body.appendChild(Object.assign(document.createElement(tag), members))
      const styled = add('p', {})
      styled.setAttribute('style', 'color: rgb(1, 2, 3)')
      add('style', { textContent: 'p { color: rgb(1, 2, 3) }' })
      add('link', { rel: 'stylesheet', href: `${evil}/style.css` })
      add('script', { src: `${evil}/script.js` })
      add('img', { src: `${evil}/pixel.png` })
      add('iframe', { src: '/index.html' })
      add('object', { data: '/index.html' })
      add('base', { href: evil })
      const form = document.createElement('form')
      document.body.append(Object.assign(form, { action: `${evil}/form`, method: 'post' }))
      form.submit()
      const nameOf = (asking: Promise<unknown>): Promise<string> => asking.then(String, (error: Error) => error.name)
      const fetched = await Promise.all([evil, 'http://127.0.0.1:1/'].map((url) => nameOf(fetch(url))))
      const socket = await new Promise((resolve) => {
        const socket = new WebSocket('wss://evil.example')
        socket.addEventListener('error', () => resolve('refused'))
      })
      return {
        fetched,
        socket,
        colour: getComputedStyle(styled).color,
        isBaseOwn: document.baseURI.startsWith(location.origin),
      }
    }, EVIL)
    expect(seen).toEqual({
      fetched: ['TypeError', 'TypeError'],
      socket: 'refused',
      colour: expect.not.stringContaining('rgb(1, 2, 3)'),
      isBaseOwn: true,
    })
    const violated = (): Promise<string[]> =>
      page.evaluate(() => [...new Set(Reflect.get(globalThis, 'violated') as string[])].toSorted())
    await expect
      .poll(violated)
      .toEqual([
        'base-uri',
        'connect-src',
        'form-action',
        'frame-src',
        'img-src',
        'object-src',
        'script-src-elem',
        'style-src-attr',
        'style-src-elem',
      ])
  })
})

test('the scheme serves the built page and nothing beside it', async ({ page, pageFaults }) => {
  pageFaults.expect(/404|405/)
  const script = (await page.locator('script[src]').first().getAttribute('src')) ?? ''
  expect(script).toMatch(/\.js$/)
  const paths = [
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%5c..%5cpackage.json',
    '/assets/%252e%252e/index.html',
    '/index.html%00.js',
    '//etc/passwd',
    '/.vite/manifest.json',
    '/assets/',
    '/config.json',
    `${new URL(script, page.url()).pathname}.map`,
  ]
  for (const path of paths) {
    const status = await page.evaluate((path) => fetch(location.origin + path).then(({ status }) => status), path)
    expect([path, status]).toEqual([path, 404])
  }
  expect(await page.evaluate(() => fetch('/index.html', { method: 'POST' }).then(({ status }) => status))).toBe(405)
})

test.describe('the window', () => {
  test('stays on its page, by whatever way it is told to leave', async ({ shell, page }) => {
    const home = page.url()
    for (const [way, go] of Object.entries(waysOut())) {
      await test.step(way, async () => {
        const target = `${EVIL}/?way=${encodeURIComponent(way)}&next=app://wheelhouse/index.html`
        await page.evaluate(go, target)
        const refused = /new/.test(way) ? 'A new window was refused' : 'A navigation was refused'
        await expect.poll(() => refusals(shell.home, refused)).toContain(target)
        expect(page.url()).toBe(home)
      })
    }
    expect(await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(await page.evaluate(() => wheelhouse.about()), 'the page still works').toMatchObject({
      dataFolder: shell.home,
    })
  })

  test('stays on its page for addresses that are no place of the network', async ({ page }) => {
    const home = page.url()
    for (const url of ['javascript:document.title="gone"', 'data:text/html,gone', 'file:///etc/passwd']) {
      await page.evaluate((url) => void (location.href = url), url)
      expect(await page.evaluate(() => wheelhouse.engineState())).toHaveProperty('kind')
      expect([page.url(), await page.title()]).toEqual([home, expect.not.stringContaining('gone')])
    }
  })

  test('embeds no other page, and gives a frame inside of its own no bridge', async ({ page }) => {
    const seen = await page.evaluate(async (evil) => {
      const bridgeIn = (frame: HTMLIFrameElement): string => {
        try {
          return typeof Reflect.get(frame.contentWindow ?? {}, 'wheelhouse')
        } catch (error) {
          return (error as Error).name
        }
      }
      const bridges: string[] = []
      for (const members of [{ srcdoc: 'inside' }, { src: 'about:blank' }, { src: '/index.html' }, { src: evil }]) {
        const frame = document.createElement('iframe')
        Object.assign(frame, members)
        const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
        document.body.append(frame)
        await loaded
        bridges.push(bridgeIn(frame))
      }
      const view = Object.assign(document.createElement('webview'), { src: evil })
      document.body.append(view)
      return { bridges, isPlainElement: Object.getPrototypeOf(view) === HTMLElement.prototype }
    }, EVIL)
    expect(seen).toEqual({
      bridges: ['undefined', 'undefined', 'SecurityError', 'SecurityError'],
      isPlainElement: true,
    })
  })

  test('grants no permission', async ({ page }) => {
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'idle-detection']
      const queries = names.map((name) => navigator.permissions.query({ name: name as PermissionName }))
      return (await Promise.all(queries)).map(({ state }) => state)
    })
    expect(states).toEqual(Array.from({ length: 7 }, () => 'denied'))
    const asked = await page.evaluate(async () => {
      const nameOf = (asking: Promise<unknown>): Promise<string> =>
        asking.then(
          () => 'granted',
          (error: Error) => error.name,
        )
      const { mediaDevices, geolocation, clipboard } = navigator
      return {
        notification: await Notification.requestPermission(),
        camera: await nameOf(mediaDevices.getUserMedia({ video: true })),
        screen: await nameOf(mediaDevices.getDisplayMedia()),
        position: await new Promise((resolve) =>
          geolocation.getCurrentPosition(
            () => resolve('granted'),
            ({ code }) => resolve(code),
          ),
        ),
        read: await nameOf(clipboard.readText()),
      }
    })
    expect(asked).toEqual({
      notification: 'denied',
      // A machine without one has nothing to deny.
      camera: expect.stringMatching(/^Not(?:Allowed|Found)Error$/),
      // Without a click of the user it is not even asked for.
      screen: expect.stringMatching(/^(?:NotAllowedError|InvalidStateError)$/),
      position: 1,
      read: 'NotAllowedError',
    })
  })

  test('downloads nothing', async ({ shell, page }) => {
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: '/favicon.svg', download: 'page.svg' })
      document.body.append(link)
      link.click()
    })
    expect(await refusals(shell.home, 'A download of the page was refused')).toEqual(['app://wheelhouse/favicon.svg'])
  })
})

test.describe('Electron itself', () => {
  needsElectron()

  test('keeps the window from an address that the page has made (blob:)', async ({ shell, page }) => {
    const home = page.url()
    await page.evaluate(() => {
      location.href = URL.createObjectURL(new Blob(['gone'], { type: 'text/html' }))
    })
    expect((await refusals(shell.home, 'A navigation was')).at(-1)).toMatch(/^blob:/)
    expect(page.url()).toBe(home)
  })

  test('makes no contents of a webview', async ({ shell, page }) => {
    await page.evaluate((src) => {
      document.body.append(Object.assign(document.createElement('webview'), { src }))
    }, EVIL)
    expect(await shell.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  })

  test('serves the page on the scheme of the program, as a secure place with an origin', async ({ page }) => {
    const seen = await page.evaluate(() => [location.origin, isSecureContext, document.cookie])
    expect(seen).toEqual(['app://wheelhouse', true, ''])
  })
})

/** Ways in which a page can try to leave, or to open another; each runs in the page. */
function waysOut(): Record<string, (url: string) => void> {
  return {
    'location is set': (url) => void (location.href = url),
    'location is replaced': (url) => location.replace(url),
    'a link is followed': (url) => {
      const link = Object.assign(document.createElement('a'), { href: url })
      document.body.append(link)
      link.click()
    },
    'a refresh is declared': (url) => {
      const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${url}` })
      document.head.append(meta)
    },
    'a link to a new tab is followed': (url) => {
      const link = Object.assign(document.createElement('a'), { href: url, target: '_blank' })
      document.body.append(link)
      link.click()
    },
    'a new window is opened': (url) => void window.open(url),
  }
}
