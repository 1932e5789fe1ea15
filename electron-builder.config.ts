import type { Configuration } from 'electron-builder'
import { OTHER_EXCHANGES } from './scripts/packaging/exchange-files.ts'
import { FUSES } from './scripts/packaging/fuses.ts'
import { releaseRepository } from './scripts/packaging/release-repository.ts'
import { macSigning } from './scripts/packaging/signing.ts'

const repository = releaseRepository(process.env)
const mac = macSigning(process.env)

const NOT_NEEDED_AT_RUN_TIME = [
  // Node itself, for npm scripts; Electron brings its own.
  '!node_modules/node-*-*/**',
  '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
  // Only compiling the database library would need it.
  '!node_modules/node-addon-api/**',
  '!**/*.map',
  '!**/*.{ts,mts,cts}',
  '!node_modules/**/*.{flow,tsbuildinfo}',
  '!node_modules/**/!(LICEN[CS]E*|licen[cs]e*|NOTICE*|COPYING*).{md,markdown}',
  '!node_modules/**/{test,tests,__tests__,spec,bench,benchmark,benchmarks,example,examples,docs,.github}/**',
  '!node_modules/**/*.{test,spec,bench}.{js,cjs,mjs}',
  ...OTHER_EXCHANGES,
  '!node_modules/swagger-ui-dist/!(swagger-ui-bundle.js|swagger-ui.css|favicon-32x32.png|package.json|LICENSE|NOTICE)',
]

/**
 * What goes into the archive for one system. The list stands with each system, not above them: a list of exclusions
 * alone would mean "everything but".
 */
const filesFor = (system: 'linux' | 'win32' | 'darwin'): string[] => [
  'out/**',
  'package.json',
  'LICENSE',
  ...NOT_NEEDED_AT_RUN_TIME,
  // The database library brings its compiled part for every system; only the one that is packed for stays.
  `!node_modules/better-sqlite3/prebuilds/!(${system}-\${arch}.node)`,
]

const configuration: Configuration = {
  appId: 'app.wheelhouse.desktop',
  productName: 'Wheelhouse',
  copyright: 'Copyright © The Wheelhouse contributors',
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  directories: { buildResources: 'resources', output: 'dist' },
  extraResources: [{ from: 'resources/icons', to: 'icons', filter: ['tray*.png', 'icon.png'] }],
  extraMetadata: {
    // Ties the window to its desktop entry on Wayland.
    desktopName: 'wheelhouse.desktop',
    homepage: repository.homepage,
  },
  // Only what the system itself has to load lies outside the archive, whose hash is checked.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  // The database's compiled part is made for Node-API: one file serves Node and Electron.
  npmRebuild: false,
  electronFuses: { ...FUSES, resetAdHocDarwinSignature: mac.resetAdHocSignature },
  electronLanguages: ['en-US'],
  publish: { provider: 'github', owner: repository.owner, repo: repository.name, releaseType: 'draft' },
  linux: {
    target: ['AppImage', 'deb'],
    executableName: 'wheelhouse',
    category: 'Office',
    synopsis: 'Trading workstation',
    icon: 'resources/icons/linux',
    maintainer: `The Wheelhouse contributors <${repository.owner}@users.noreply.github.com>`,
    syncDesktopName: true,
    desktop: {
      entry: {
        Name: 'Wheelhouse',
        GenericName: 'Trading workstation',
        Categories: 'Office;Finance;',
        Keywords: 'trading;markets;chart;orders;',
        StartupWMClass: 'wheelhouse',
      },
    },
    files: filesFor('linux'),
  },
  deb: { packageName: 'wheelhouse', packageCategory: 'misc', priority: 'optional' },
  win: { target: ['nsis'], icon: 'resources/icons/icon.ico', files: filesFor('win32') },
  nsis: {
    oneClick: true,
    perMachine: false,
    // The ledger outlives the program.
    deleteAppDataOnUninstall: false,
  },
  mac: {
    // Updates are taken from the zip, people take the dmg.
    target: ['dmg', 'zip'],
    category: 'public.app-category.finance',
    icon: 'resources/icons/icon.icns',
    entitlements: 'resources/mac/entitlements.plist',
    entitlementsInherit: 'resources/mac/entitlements.plist',
    gatekeeperAssess: false,
    ...mac.options,
    files: filesFor('darwin'),
  },
}

export default configuration
