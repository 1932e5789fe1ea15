import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../../src-contract/index.ts'
import { neededRole } from './guard.ts'
import { listProcedures } from './procedure-list.ts'

const SECURITY_SCHEME = 'bearer'

/** The OpenAPI document, from the contract alone. Each operation names the role it needs (`x-role`) and, if it trades, its idempotency key (`x-idempotent`). */
export async function createOpenApiDocument(options: {
  version: string
  serverUrl: string
}): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: {
      title: 'Wheelhouse',
      version: options.version,
      description: 'Interface of the trading engine. Money is decimal text, times are milliseconds since 1970 UTC.',
    },
    servers: [{ url: options.serverUrl }],
    security: [{ [SECURITY_SCHEME]: [] }],
    components: { securitySchemes: { [SECURITY_SCHEME]: { type: 'http', scheme: 'bearer' } } },
  })
  for (const { path, method, meta } of listProcedures()) {
    const operation = document.paths?.[path]?.[method.toLowerCase() as 'get']
    if (!operation) continue
    Object.assign(operation, { 'x-role': neededRole(meta) }, meta.idempotent && { 'x-idempotent': meta.idempotent })
  }
  return document
}
