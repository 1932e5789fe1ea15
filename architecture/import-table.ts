/**
 * Who may import whom, as the design lays it down. A test holds it; it is not relaxed to make code pass.
 * Folders are named by their place in the repository; everything that is not listed is forbidden.
 */

const RANK_1 = ['src-main/base', 'src-main/domain'] as const
const RANK_2 = ['src-main/bus', 'src-main/storage', 'src-main/orchestrator', 'src-main/config'] as const
const RANK_3 = [
  'src-main/indicators',
  'src-main/security',
  'src-main/endpoints',
  'src-main/strategies',
  'src-main/risk',
  'src-main/portfolio',
] as const
const RANK_4 = ['src-main/venues', 'src-main/market-data', 'src-main/execution'] as const
const RANK_6 = [
  'src-main/backtest',
  'src-main/ml',
  'src-main/rollout',
  'src-main/monitoring',
  'src-main/backup',
  'src-main/workspace',
  'src-main/gateway',
] as const

const CONTRACT = 'src-contract'
const UP_TO_2 = [CONTRACT, ...RANK_1, ...RANK_2]
const UP_TO_4 = [...UP_TO_2, ...RANK_3, ...RANK_4]
const UP_TO_5 = [...UP_TO_4, 'src-main/session']
const UP_TO_6 = [...UP_TO_5, ...RANK_6]

const RENDERER_PARTS = [
  CONTRACT,
  'src-renderer/client',
  'src-renderer/ui',
  'src-renderer/trading',
  'src-renderer/i18n',
  'src-renderer/panels',
]

/** Config modules that `engine-config.ts` assembles: the one kind of file imported past its folder's index. */
export const CONFIG_MODULE = /^src-main\/([a-z-]+)\/\1-config\.ts$/

export const ALLOWED_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  'src-contract': [],
  'src-main/base': [CONTRACT],
  'src-main/domain': [CONTRACT, 'src-main/base'],
  'src-main/bus': [CONTRACT, ...RANK_1],
  'src-main/storage': [CONTRACT, ...RANK_1],
  'src-main/orchestrator': [CONTRACT, ...RANK_1],
  'src-main/config': [CONTRACT, ...RANK_1],
  'src-main/indicators': [CONTRACT, ...RANK_1],
  'src-main/security': UP_TO_2,
  'src-main/endpoints': UP_TO_2,
  'src-main/strategies': [CONTRACT, ...RANK_1, 'src-main/indicators'],
  'src-main/risk': UP_TO_2,
  'src-main/portfolio': UP_TO_2,
  'src-main/venues': [...UP_TO_2, 'src-main/endpoints', 'src-main/security'],
  'src-main/market-data': UP_TO_2,
  'src-main/execution': UP_TO_2,
  'src-main/session': UP_TO_4,
  'src-main/backtest': UP_TO_5,
  'src-main/ml': UP_TO_5,
  'src-main/rollout': UP_TO_5,
  'src-main/monitoring': [...UP_TO_2, 'src-main/security', 'src-main/endpoints'],
  'src-main/backup': [...UP_TO_2, 'src-main/security', 'src-main/endpoints'],
  /** Layouts of the window, and how it looks. */
  'src-main/workspace': UP_TO_2,
  'src-main/gateway': [CONTRACT, ...RANK_1, 'src-main/security'],
  /** Only the `<folder>-config.ts` of each folder; see {@link CONFIG_MODULE}. */
  'src-main/engine-config.ts': ['config-modules'],
  /** `engine.ts` and `compose-*.ts`. */
  'src-main/engine': [...UP_TO_6, 'src-main/engine-config.ts'],
  /** First import of every entry; imports nothing. */
  'src-main/node-version-guard.ts': [],
  /** `headless.ts`, `start.ts`, `engine-process.ts`: ways to run the engine. */
  'src-main/hosts': [
    CONTRACT,
    ...RANK_1,
    'src-main/engine',
    'src-main/engine-config.ts',
    'src-main/node-version-guard.ts',
  ],
  'src-main/cli': [...UP_TO_6, 'src-main/node-version-guard.ts'],
  'src-main/electron': [CONTRACT, ...RANK_1, 'src-main/engine-config.ts', 'src-main/node-version-guard.ts'],
  'src-preload': [CONTRACT],
  /** Connection, topics and stores; its faults are told in words. */
  'src-renderer/client': [CONTRACT, 'src-renderer/i18n'],
  /** Words of the window in its languages. */
  'src-renderer/i18n': [CONTRACT],
  'src-renderer/ui': [CONTRACT, 'src-renderer/i18n'],
  /** What a panel knows of its place: settings, link colour, whether it is seen. */
  'src-renderer/panels': [CONTRACT],
  /** Words and figures of orders and positions that chart, ticket and tables share. */
  'src-renderer/trading': [
    CONTRACT,
    'src-renderer/client',
    'src-renderer/ui',
    'src-renderer/i18n',
    'src-renderer/panels',
  ],
  /** Fields for values that a JSON Schema describes: parameters of strategies and indicators, keys of the configuration. */
  'src-renderer/schema-form': [CONTRACT, 'src-renderer/ui', 'src-renderer/i18n'],
  'src-renderer/chart': [...RENDERER_PARTS, 'src-renderer/schema-form'],
  'src-renderer/features': [...RENDERER_PARTS, 'src-renderer/schema-form'],
  'src-renderer/app': [...RENDERER_PARTS, 'src-renderer/chart', 'src-renderer/features'],
}

/** Packages that only the named folders may load. */
export const PACKAGE_OWNERS: Readonly<Record<string, readonly string[]>> = {
  electron: ['src-main/electron', 'src-preload'],
  'decimal.js': ['src-main/base'],
  'better-sqlite3': ['src-main/storage'],
  'electron-updater': ['src-main/electron'],
  fastify: ['src-main/gateway'],
  ws: ['src-main/gateway', 'src-main/endpoints'],
  ccxt: ['src-main/venues'],
  cockatiel: ['src-main/endpoints'],
  'https-proxy-agent': ['src-main/venues'],
  'socks-proxy-agent': ['src-main/venues'],
  pino: ['src-main/base'],
  papaparse: ['src-main/venues'],
  'lightweight-charts': ['src-renderer/chart'],
  'dockview-react': ['src-renderer/app'],
  cmdk: ['src-renderer/app'],
  'react-hotkeys-hook': ['src-renderer/app'],
  i18next: ['src-renderer/i18n'],
  'react-i18next': ['src-renderer/i18n'],
  '@tanstack/react-table': ['src-renderer/ui'],
  '@tanstack/react-virtual': ['src-renderer/ui'],
}

/** Packages that the contract may load: it must run anywhere. */
export const CONTRACT_PACKAGES = ['zod', '@orpc/contract'] as const

const HOST_FILES = new Set([
  'desktop-launch.ts',
  'engine-folder.ts',
  'engine-host.ts',
  'engine-process.ts',
  'engine-run.ts',
  'headless-options.ts',
  'headless.ts',
  'host-cipher.ts',
  'orderly-stop.ts',
  'run-headless.ts',
  'start.ts',
  'window-check.ts',
  'young-generation.ts',
])

/** The row of {@link ALLOWED_IMPORTS} that a repository path belongs to. */
export function layerOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  if (top === 'src-contract' || top === 'src-preload') return top
  if (top === 'src-renderer') return rendererLayer(second)
  // The entry of the desktop program.
  if (second === 'index.ts') return 'src-main/electron'
  if (!second.endsWith('.ts')) return `src-main/${second}`
  if (second === 'engine-config.ts') return 'src-main/engine-config.ts'
  // A test belongs to what it tests.
  const tested = second.replace(/\.test\.ts$/, '.ts')
  if (tested === 'engine.ts' || tested.startsWith('compose-')) return 'src-main/engine'
  if (HOST_FILES.has(tested)) return 'src-main/hosts'
  return `src-main/${second}`
}

function rendererLayer(second: string): string {
  return second.includes('.') ? 'src-renderer/app' : `src-renderer/${second}`
}
