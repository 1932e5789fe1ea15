import { z } from 'zod'
import { ConfigChange, ConfigPatch, ConfigValidation, ConfigVersionView, ConfigView } from './config.ts'
import { Done, admin, entry, trader, viewer, withFaults, withPassphrase, withVault } from './procedure-base.ts'
import { Passphrase, SecretName, SecretView, VaultView } from './secrets.ts'
import { ComponentView, DepartureView, HealthView, StatusView, TradingStateValue } from './system.ts'
import { LayoutId, LayoutName, LayoutView, WorkspaceView } from './workspace.ts'

/** State of the engine, its components and its switches. */
export const system = {
  status: viewer.route({ method: 'GET', path: '/status', tags: ['system'] }).output(StatusView),
  health: viewer.route({ method: 'GET', path: '/health', tags: ['system'] }).output(HealthView),
  components: viewer
    .route({ method: 'GET', path: '/components', tags: ['system'] })
    .output(z.object({ components: z.array(ComponentView) })),
  restartComponent: admin
    .route({
      method: 'POST',
      path: '/components/{name}/restart',
      tags: ['system'],
      summary: 'Stop a component and what depends on it, then start them again',
    })
    .errors({
      UNKNOWN_COMPONENT: { ...entry('UNKNOWN_COMPONENT'), data: z.object({ known: z.array(z.string()) }) },
      COMPONENT_BUSY: entry('COMPONENT_BUSY'),
    })
    .input(z.object({ name: z.string() }))
    .output(ComponentView),
  pause: trader
    .route({
      method: 'POST',
      path: '/system/pause',
      tags: ['system'],
      summary: 'No new entries; exits and cancels go on',
    })
    .input(z.object({ reason: z.string().max(200).default('paused by hand') }))
    .output(z.object({ tradingState: TradingStateValue })),
  resume: trader
    .route({ method: 'POST', path: '/system/resume', tags: ['system'], summary: 'Back to active trading' })
    .input(z.object({}))
    .output(z.object({ tradingState: TradingStateValue })),
  kill: trader
    .route({
      method: 'POST',
      path: '/system/kill',
      tags: ['system'],
      summary: 'Cancel entries, close every position, then halt',
    })
    .input(z.object({ reason: z.string().max(200).default('kill switch') }))
    .output(
      z.object({
        tradingState: TradingStateValue,
        cancelledOrders: z.number().int(),
        closingPositions: z.number().int(),
      }),
    ),
  departure: viewer
    .route({
      method: 'GET',
      path: '/system/departure',
      tags: ['system'],
      summary: 'What stopping the engine now would do to orders and positions',
    })
    .output(DepartureView),
  shutdown: admin
    .route({ method: 'POST', path: '/system/shutdown', tags: ['system'], summary: 'Stop the engine in order' })
    .input(z.object({}))
    .output(Done),
}

/** Each version is a whole configuration that is read and compared: fewer at once than rows of a table. */
const VersionLimit = z.coerce.number().int().min(1).max(100).default(50)

/** The configuration in force, its changes and its history. */
export const config = {
  get: viewer.route({ method: 'GET', path: '/config', tags: ['config'] }).output(ConfigView),
  validate: viewer
    .route({
      method: 'POST',
      path: '/config/validate',
      tags: ['config'],
      summary: 'Check a change without making it',
    })
    .input(z.object({ patch: ConfigPatch }))
    .output(ConfigValidation),
  put: admin
    .route({ method: 'PUT', path: '/config', tags: ['config'], summary: 'Change the keys given, keep the others' })
    .errors({ ...withFaults, CONFIG_CONFLICT: entry('CONFIG_CONFLICT') })
    .input(z.object({ patch: ConfigPatch, expectedVersion: z.number().int().optional() }))
    .output(ConfigChange),
  history: viewer
    .route({
      method: 'GET',
      path: '/config/history',
      tags: ['config'],
      summary: 'Versions that were in force, newest first',
    })
    .input(z.object({ beforeVersion: z.coerce.number().int().positive().optional(), limit: VersionLimit }))
    .output(z.object({ versions: z.array(ConfigVersionView) })),
  revert: admin
    .route({
      method: 'POST',
      path: '/config/revert',
      tags: ['config'],
      summary: 'Put a former version into force again, as a new version',
    })
    .errors({ ...withFaults, CONFIG_CONFLICT: entry('CONFIG_CONFLICT'), UNKNOWN_VERSION: entry('UNKNOWN_VERSION') })
    .input(z.object({ version: z.number().int(), expectedVersion: z.number().int().optional() }))
    .output(ConfigChange),
}

/** The vault: values go in and never come out. */
export const secrets = {
  vault: viewer
    .route({ method: 'GET', path: '/secrets/vault', tags: ['secrets'], summary: 'How secrets are kept' })
    .output(VaultView),
  unlock: admin
    .meta({ secretFields: ['passphrase'] })
    .route({
      method: 'POST',
      path: '/secrets/unlock',
      tags: ['secrets'],
      summary: 'Give the passphrase of the vault',
    })
    .errors(withPassphrase)
    .input(z.object({ passphrase: z.string().max(1_000) }))
    .output(VaultView),
  setPassphrase: admin
    .meta({ secretFields: ['passphrase', 'current'] })
    .route({
      method: 'POST',
      path: '/secrets/passphrase',
      tags: ['secrets'],
      summary: 'Protect all secrets with this passphrase from now on; the old one is needed where there is one',
    })
    .errors({ ...withPassphrase, ...withVault })
    .input(z.object({ passphrase: Passphrase, current: z.string().max(1_000).optional() }))
    .output(VaultView),
  list: admin
    .route({ method: 'GET', path: '/secrets', tags: ['secrets'], summary: 'Names only; values are never given out' })
    .output(z.object({ secrets: z.array(SecretView) })),
  put: admin
    .meta({ secretFields: ['value'] })
    .route({
      method: 'PUT',
      path: '/secrets/{name}',
      tags: ['secrets'],
      summary: 'Keep a secret; it cannot be read back',
    })
    .errors(withVault)
    .input(z.object({ name: SecretName, value: z.string().min(1).max(10_000) }))
    .output(SecretView),
  remove: admin
    .route({ method: 'DELETE', path: '/secrets/{name}', tags: ['secrets'] })
    .errors({ UNKNOWN_SECRET: entry('UNKNOWN_SECRET') })
    .input(z.object({ name: SecretName }))
    .output(Done),
}

/** Named layouts of the window. */
export const workspace = {
  get: viewer
    .route({ method: 'GET', path: '/workspace', tags: ['workspace'], summary: 'Named layouts of the window' })
    .output(WorkspaceView),
  put: trader
    .route({ method: 'PUT', path: '/workspace/layouts/{layoutId}', tags: ['workspace'], summary: 'Keep a layout' })
    .input(z.object({ layoutId: LayoutId, name: LayoutName, arrangement: z.record(z.string(), z.unknown()) }))
    .output(LayoutView),
  reset: trader
    .route({
      method: 'POST',
      path: '/workspace/layouts/{layoutId}/reset',
      tags: ['workspace'],
      summary: 'Set a built-in layout back to its beginning',
    })
    .errors({ UNKNOWN_LAYOUT: entry('UNKNOWN_LAYOUT') })
    .input(z.object({ layoutId: LayoutId }))
    .output(LayoutView),
  remove: trader
    .route({ method: 'DELETE', path: '/workspace/layouts/{layoutId}', tags: ['workspace'] })
    .errors({ UNKNOWN_LAYOUT: entry('UNKNOWN_LAYOUT'), LAYOUT_BUILT_IN: entry('LAYOUT_BUILT_IN') })
    .input(z.object({ layoutId: LayoutId }))
    .output(Done),
}
