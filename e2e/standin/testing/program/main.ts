import { readFile } from 'node:fs/promises'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  ipcMain,
  MessageChannelMain,
  protocol,
  session,
  utilityProcess,
  type UtilityProcess,
} from 'electron/main'

/** A small program for the self-tests: what it does is what the stand-in must carry. */
const FOLDER = import.meta.dirname
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' }

const profile = process.argv.find((argument) => argument.startsWith('--profile='))?.slice('--profile='.length)
if (profile === undefined) throw new Error('needs --profile')
mkdirSync(profile, { recursive: true })
app.setPath('userData', profile)
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

/** What specs look at in main. */
const seen = { events: [] as string[], messages: [] as unknown[], child: undefined as UtilityProcess | undefined }
Object.assign(globalThis, { seen })
const note = (event: string): void => void seen.events.push(event)

async function serve({ url }: Request): Promise<Response> {
  const { pathname, host } = new URL(url)
  const headers = { 'content-security-policy': POLICY }
  const type = TYPES[pathname.split('.').at(-1) ?? '']
  if (host !== 'wheelhouse' || type === undefined) return new Response('not here', { status: 404, headers })
  return new Response(await readFile(join(FOLDER, 'page', pathname)), {
    headers: { ...headers, 'content-type': type },
  })
}

function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 900,
    height: 700,
    show: false,
    webPreferences: { preload: join(FOLDER, 'preload.cjs'), sandbox: true, contextIsolation: true },
  })
  const { webContents } = window
  window.on('ready-to-show', () => window.show())
  webContents.on('will-navigate', (event) => {
    note(`will-navigate ${event.url}`)
    event.preventDefault()
  })
  webContents.on('render-process-gone', (_event, { reason }) => {
    note(`gone ${reason}`)
    setTimeout(() => webContents.reload(), 50)
  })
  webContents.setWindowOpenHandler(({ url }) => {
    note(`open ${url}`)
    return { action: 'deny' }
  })
  return window
}

function startChild(): void {
  const child = utilityProcess.fork(join(FOLDER, 'child.ts'), ['one'], { stdio: 'pipe', serviceName: 'child' })
  seen.child = child
  child.on('message', (message) => seen.messages.push(message))
  child.on('exit', (code) => note(`child exited with ${code}`))
}

async function start(): Promise<void> {
  await app.whenReady()
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !url.startsWith('app://wheelhouse/') })
  })
  protocol.handle('app', serve)
  startChild()
  const window = openWindow()
  answerPage(window)
  await window.loadURL('app://wheelhouse/index.html')
}

function answerPage(window: BrowserWindow): void {
  ipcMain.handle('echo', (_event, value: unknown) => value)
  ipcMain.handle('fail', () => {
    throw new RangeError('too far')
  })
  ipcMain.handle('who-am-i', ({ senderFrame, sender }) => ({
    url: senderFrame?.url,
    origin: senderFrame?.origin,
    isMain: senderFrame?.parent === null && senderFrame === sender.mainFrame,
    isWindow: sender === window.webContents,
  }))
  ipcMain.handle('connect', ({ sender }) => {
    const { port1, port2 } = new MessageChannelMain()
    seen.child?.postMessage('client', [port1])
    sender.postMessage('ports', { type: 'ports' }, [port2])
    return true
  })
}

if (app.requestSingleInstanceLock({ from: process.pid })) {
  app.on('second-instance', (_event, argv) => note(`second ${argv.at(-1)}`))
  app.on('before-quit', () => note('before-quit'))
  void start()
} else {
  app.quit()
}
