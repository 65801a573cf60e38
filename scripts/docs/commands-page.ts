import { commands } from '../../packages/cli/src/main.ts'

/** docs/commands.md: every command with its own usage text. */
export async function commandsPage(): Promise<string> {
  return `# Commands

Run them as \`npm run headway -- <command>\` from the root of the repository. Results go to standard output, remarks to standard error;
the exit code is 0 (done), 1 (failed, or some rows refused) or 2 (wrong usage).

${commands.map(({ name, summary, usage }) => `## ${name}\n\n${summary}.\n\n\`\`\`text\nheadway ${usage}\n\`\`\`\n`).join('\n')}`
}
