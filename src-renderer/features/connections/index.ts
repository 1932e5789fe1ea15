export { ConnectionFacts } from './connection-facts.tsx'
export { Connections } from './connections.tsx'
export { useConnections } from './use-connections.ts'
