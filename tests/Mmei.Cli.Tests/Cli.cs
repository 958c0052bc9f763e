using System.Text;

namespace Mmei.Cli.Tests;

/// <summary>One run of the command line.</summary>
internal sealed record Cli(int Exit, string Out, string Error)
{
    public static Task<Cli> RunAsync(params string[] args) => RunAsync("", args);

    /// <param name="input">What comes on standard input.</param>
    public static async Task<Cli> RunAsync(string input, string[] args)
    {
        await using var stdout = new StringWriter();
        await using var stderr = new StringWriter();
        var exit = await CommandLine.RunAsync(
            args, () => new MemoryStream(Encoding.UTF8.GetBytes(input)), stdout, stderr, TimeProvider.System,
            TestContext.Current.CancellationToken);
        return new Cli(exit, stdout.ToString(), stderr.ToString());
    }
}
