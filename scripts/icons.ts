import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { icnsFile, icoFile, ICNS_CHUNKS } from './packaging/icon-files.ts'

/**
 * Draws every icon file from the SVGs beside them: `npm run icons` after one of them was changed. Chromium is the
 * rasteriser, the same that shows them.
 */

const FOLDER = join(import.meta.dirname, '..', 'resources', 'icons')
const SYSTEM_CHROMIUM = '/usr/bin/chromium'
/** Below this side the fine lines of the large drawing run together. */
const SMALLEST_LARGE_PX = 48
const LINUX_SIZES_PX = [16, 24, 32, 48, 64, 128, 256, 512]
const WINDOWS_SIZES_PX = [16, 24, 32, 48, 64, 128, 256]
/** Apple leaves a margin around the plate: 824 of 1024. */
const APPLE_PLATE_FRACTION = 824 / 1024
const APPLE_TRAY_PX = 18
const TRAY_PX = 16
const TRAY_STATES = ['active', 'reducing', 'halted', 'away']

interface Drawing {
  readonly svg: string
  readonly sizePx: number
  /** Side of the drawing within the picture. */
  readonly fraction?: number
}

async function draw(page: Page, { svg, sizePx, fraction = 1 }: Drawing): Promise<Buffer> {
  const data = readFileSync(join(FOLDER, svg)).toString('base64')
  const side = `${fraction * 100}vmin`
  await page.setViewportSize({ width: sizePx, height: sizePx })
  await page.setContent(
    `<style>html,body{margin:0;height:100%;display:grid;place-items:center;overflow:hidden}</style>
     <img src="data:image/svg+xml;base64,${data}" style="width:${side};height:${side}">`,
  )
  await page.evaluate('document.images[0].decode()')
  return page.screenshot({ omitBackground: true })
}

const iconSource = (sizePx: number): string => (sizePx < SMALLEST_LARGE_PX ? 'icon-small.svg' : 'icon.svg')

async function drawAppIcons(page: Page): Promise<void> {
  const images = new Map<number, Buffer>()
  for (const sizePx of new Set([...LINUX_SIZES_PX, ...WINDOWS_SIZES_PX])) {
    images.set(sizePx, await draw(page, { svg: iconSource(sizePx), sizePx }))
  }
  mkdirSync(join(FOLDER, 'linux'), { recursive: true })
  for (const sizePx of LINUX_SIZES_PX) write(`linux/${sizePx}x${sizePx}.png`, drawn(images, sizePx))
  write('icon.png', drawn(images, 512))
  write('icon.ico', icoFile(WINDOWS_SIZES_PX.map((sizePx) => ({ sizePx, png: drawn(images, sizePx) }))))
}

async function drawAppleIcon(page: Page): Promise<void> {
  const images = new Map<number, Buffer>()
  for (const [, sizePx] of ICNS_CHUNKS) {
    const drawing = { svg: iconSource(sizePx), sizePx, fraction: APPLE_PLATE_FRACTION }
    images.set(sizePx, await draw(page, drawing))
  }
  write(
    'icon.icns',
    icnsFile((sizePx) => drawn(images, sizePx)),
  )
}

async function drawTrayIcons(page: Page): Promise<void> {
  const names = [
    ...TRAY_STATES.map((state) => ({ name: `tray-${state}`, sizePx: TRAY_PX })),
    { name: 'trayTemplate', sizePx: APPLE_TRAY_PX },
  ]
  for (const { name, sizePx } of names) {
    write(`${name}.png`, await draw(page, { svg: `${name}.svg`, sizePx }))
    write(`${name}@2x.png`, await draw(page, { svg: `${name}.svg`, sizePx: sizePx * 2 }))
  }
}

function drawn(images: ReadonlyMap<number, Buffer>, sizePx: number): Buffer {
  const image = images.get(sizePx)
  if (!image) throw new Error(`no picture of ${sizePx} px was drawn`)
  return image
}

function write(name: string, content: Buffer): void {
  writeFileSync(join(FOLDER, name), content)
  console.log(`${name}: ${content.length} bytes`)
}

const browser = await chromium.launch({
  ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
  args: ['--no-sandbox', '--disable-gpu'],
})
const page = await browser.newPage()
await drawAppIcons(page)
await drawAppleIcon(page)
await drawTrayIcons(page)
await browser.close()
