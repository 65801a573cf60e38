interface Operation {
  readonly summary?: string
  readonly description?: string
}

/** docs/http.md: every address of the server, from the OpenAPI description that the routes themselves make. */
export async function httpPage(openApi: string): Promise<string> {
  const { paths } = JSON.parse(openApi) as { paths: Record<string, Record<string, Operation>> }
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { summary = '' }]) => `| \`${method.toUpperCase()} ${path}\` | ${summary} |`),
  )
  return `# HTTP

The server describes itself: \`/docs\` to try it in a browser, \`/openapi.json\` for programs ([a copy](openapi.json)). Every refusal is
problem JSON with a code that [errors.md](errors.md) explains.

| address | what it does |
| --- | --- |
${rows.join('\n')}

A forecast, by position (the 30 inputs in the order of \`GET /api/features\`) or by name, with reasons:

\`\`\`sh
curl -X POST 'localhost:8000/api/predict?reasons=true' -H 'content-type: application/json' \\
  -d '{"features":[2,1,2,3,1,2,1,3,2,1,4,3,2,1,3,2,4,3,2,1,2,3,1,2,3,1,2,3,4,5]}'
curl -X POST localhost:8000/api/predict -H 'content-type: application/json' \\
  -d '{"values":{"Weekly Study Hours":3,"CUML_GPA":4,"COURSE ID":1}}'
\`\`\`

An upload is one table with a row per student. Several tables over several terms, and models of them, are for the command line
([terms.md](terms.md)); a zip, a folder or a model is refused.

From new records to a new model: upload, train and compare, then keep (\`true\`) or revert (\`false\`). With \`?wait=false\` the training
answers at once with a job to follow. Invented students are uploaded with \`?synthetic=true\`; they never join real ones.

\`\`\`sh
curl -F file=@students.csv localhost:8000/api/upload
curl -X POST localhost:8000/api/retrain
curl -X POST localhost:8000/api/save_retrain -H 'content-type: application/json' -d true
\`\`\`

Records in columns of your own come with their codebook: have it guessed, check it, give the outcome the role \`target\` (and, where help
should come before some of its values, name them in \`headway:event\`), and send it along the first time.

\`\`\`sh
npm run headway -- profile students.csv --save datapackage.json
curl -F file=@students.csv -F codebook=@datapackage.json localhost:8000/api/upload
\`\`\`
`
}
