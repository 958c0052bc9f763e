namespace Mmei.Cli.Tests;

/// <summary>One run of the command line.</summary>
internal sealed record Cli(int Exit, string Out, string Error)
{
    public static async Task<Cli> RunAsync(params string[] args)
    {
        await using var stdout = new StringWriter();
        await using var stderr = new StringWriter();
        var exit = await CommandLine.RunAsync(args, stdout, stderr, TimeProvider.System, TestContext.Current.CancellationToken);
        return new Cli(exit, stdout.ToString(), stderr.ToString());
    }
}
