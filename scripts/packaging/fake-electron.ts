import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type PackagePlatform = 'linux' | 'win32' | 'darwin'

/** Text in Electron's program file after which its fuses lie. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSE_VERSION = 1
/** As Electron is delivered: everything that {@link FUSES} switches stands the other way round, except two. */
const DELIVERED_FUSES = '10110001'

const MAC_PLIST = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>Electron</string></dict></plist>
`

/**
 * Writes what electron-builder takes for an unpacked Electron of this version: the files it looks for, and a program
 * file with real fuses in it. It packs, but nothing in it runs.
 */
export function writeFakeElectron(folder: string, platform: PackagePlatform): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'version'), electronVersion())
  writeFileSync(join(folder, 'LICENSE'), 'licence of Electron')
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'licences of Chromium')
  if (platform === 'darwin') return writeMacApp(join(folder, 'Electron.app', 'Contents'))
  mkdirSync(join(folder, 'resources'))
  mkdirSync(join(folder, 'locales'))
  for (const language of ['en-US', 'de']) writeFileSync(join(folder, 'locales', `${language}.pak`), language)
  writeProgram(join(folder, platform === 'win32' ? 'electron.exe' : 'electron'))
}

function writeMacApp(contents: string): void {
  const frameworks = join(contents, 'Frameworks')
  const helper = join(frameworks, 'Electron Helper.app', 'Contents')
  const framework = join(frameworks, 'Electron Framework.framework')
  const resources = join(framework, 'Versions', 'A', 'Resources')
  const languages = [join(contents, 'Resources', 'en.lproj'), join(resources, 'en.lproj')]
  for (const folder of [join(contents, 'MacOS'), join(helper, 'MacOS'), ...languages]) {
    mkdirSync(folder, { recursive: true })
  }
  for (const plist of [contents, helper]) writeFileSync(join(plist, 'Info.plist'), MAC_PLIST)
  for (const folder of languages) writeFileSync(join(folder, 'locale.pak'), 'en')
  writeFileSync(join(contents, 'MacOS', 'Electron'), 'program')
  writeFileSync(join(helper, 'MacOS', 'Electron Helper'), 'program')
  writeProgram(join(framework, 'Electron Framework'))
}

function writeProgram(file: string): void {
  const wire = Buffer.concat([Buffer.from([FUSE_VERSION, DELIVERED_FUSES.length]), Buffer.from(DELIVERED_FUSES)])
  writeFileSync(file, Buffer.concat([Buffer.from(`stand-in for Electron ${FUSE_SENTINEL}`), wire, Buffer.from('end')]))
  chmodSync(file, 0o755)
}

/** Of the installed package, whose program file need not be there. */
export function electronVersion(): string {
  const file = createRequire(import.meta.url).resolve('electron/package.json')
  return (JSON.parse(readFileSync(join(dirname(file), 'package.json'), 'utf8')) as { version: string }).version
}
