/** What a caller may be allowed to do. Every route names one; `public` needs no caller. */
export const permissions = [
  'public',
  'forecast:make',
  'model:read',
  'model:train',
  'model:promote',
  'data:read',
  'data:write',
  'job:read',
  'job:cancel',
] as const

export type Permission = (typeof permissions)[number]
