import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { ACCOUNT_HEADER, contract } from '../../src-contract/index.ts'
import { neededRole } from './guard.ts'
import { listProcedures } from './procedure-list.ts'

const SECURITY_SCHEME = 'bearer'
const ACCOUNT_PARAMETER_NAME = 'account'
const ACCOUNT: OpenAPI.ParameterObject = {
  name: ACCOUNT_HEADER,
  in: 'header',
  required: false,
  description: 'Account that the call is about, where the engine trades on several; without it, the first one.',
  schema: { type: 'string' },
}

/** The OpenAPI document, from the contract alone. Each operation names the role it needs (`x-role`), the header that chooses an account and, if it trades, its idempotency key (`x-idempotent`). */
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
    components: {
      securitySchemes: { [SECURITY_SCHEME]: { type: 'http', scheme: 'bearer' } },
      parameters: { [ACCOUNT_PARAMETER_NAME]: ACCOUNT },
    },
  })
  for (const { path, method, meta } of listProcedures()) {
    const operation = document.paths?.[path]?.[method.toLowerCase() as 'get']
    if (!operation) continue
    operation.parameters = [
      ...(operation.parameters ?? []),
      { $ref: `#/components/parameters/${ACCOUNT_PARAMETER_NAME}` },
    ]
    Object.assign(operation, { 'x-role': neededRole(meta) }, meta.idempotent && { 'x-idempotent': meta.idempotent })
  }
  return document
}
