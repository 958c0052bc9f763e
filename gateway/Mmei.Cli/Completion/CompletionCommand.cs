using System.CommandLine;

namespace Mmei.Cli.Completion;

/// <summary><c>completion</c>: the piece of shell that completes a command line of <c>mmei</c> with what its commands declare.</summary>
internal static class CompletionCommand
{
    /// <summary>
    /// Each asks the program what may stand at the cursor. Options are offered after a dash alone, names of files where nothing else fits.
    /// </summary>
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] =
            """
            _mmei() {
                local word=${COMP_WORDS[COMP_CWORD]} found IFS=$'\n'
                found=$(mmei "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
                [[ $word == -* ]] || found=$(grep -v ^- <<<"$found")
                COMPREPLY=($(compgen -W "$found" -- "$word"))
            }
            complete -o default -F _mmei mmei
            """,
        ["zsh"] =
            """
            _mmei() {
                local line="${(j: :)words[1,CURRENT]}"
                local -a found=(${(f)"$(mmei "[suggest:${#line}]" "$line" 2>/dev/null)"})
                [[ $words[CURRENT] == -* ]] || found=(${found:#-*})
                compadd -a found || _files
            }
            compdef _mmei mmei
            """,
        ["fish"] =
            """
            function __mmei_complete
                set --local line (commandline --current-process --cut-at-cursor)
                set --local word (commandline --current-token)
                set --local found (mmei "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
                string match --quiet -- '-*' "$word"; or set found (string match --invert -- '-*' $found)
                string match -- "$word*" $found; or __fish_complete_path "$word"
            end
            complete --command mmei --no-files --arguments '(__mmei_complete)'
            """,
    };

    public static Command Create(Output output)
    {
        var shell = new Argument<string>("shell") { Description = "The shell that is to complete" };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print what makes a shell complete commands, options and their values") { shell };
        command.SetAction(arguments =>
        {
            output.WriteText(Scripts[arguments.GetRequiredValue(shell)]);
            return ExitCode.Done;
        });
        return command;
    }
}
