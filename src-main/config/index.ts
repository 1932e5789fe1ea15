export { ConfigError } from './config-error.ts'
export { type ConfigChanged, type ConfigSource, ConfigStore, type ConfigStoreOptions } from './config-store.ts'
export { variableOf } from './environment-overrides.ts'
export { nearestName } from './nearest-name.ts'
