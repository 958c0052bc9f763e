using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mmei.Testing;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests;

/// <summary>One sentence on standard error that names the setting or file, exit code 1, no stack trace.</summary>
public sealed class When_a_service_cannot_start
{
    private const string Encoder = "services/encoders/Mmei.Encoders.Text";

    [Theory]
    [InlineData("Models__Text", "nothing@9", "Models:Text is nothing@9, which cannot be served; change it, or mend this: There is no")]
    [InlineData("Models__Provider", "Vulkan", "Models:Provider must be one of Cpu, Cuda, TensorRt.")]
    [InlineData("Models__Provider", "Cuda", "Models:Provider is Cuda, which this machine or this build of ONNX Runtime does not have;")]
    [InlineData("Models__IntraOpThreads", "0", "Models:IntraOpThreads must be between 1 and 256.")]
    [InlineData("Models__IntraOpThreads", "many", "Models:IntraOpThreads must be of type Int32.")]
    [InlineData("Bus__Transport", "Pigeon", "Bus:Transport must be one of InMemory, RabbitMq.")]
    [InlineData("ASPNETCORE_URLS", "nonsense", "ASPNETCORE_URLS holds no address to listen on")]
    [InlineData("ORT_DISABLE_TELEMETRY", null, "Set ORT_DISABLE_TELEMETRY=1 in the environment of this process")]
    public Task Should_name_the_setting(string name, string? value, string sentence) => ShouldSayAsync(Encoder, sentence, (name, value));

    [Fact]
    public async Task Should_name_the_file_that_is_missing()
    {
        var artifacts = Path.Combine(Repository.Root, "models", "artifacts");
        using var models = new TempFolder();
        Directory.CreateSymbolicLink(models["content-bert"], Path.Combine(artifacts, "content-bert"));
        var copy = Directory.CreateDirectory(Path.Combine(models.Path, "text-bert", "1")).FullName;
        File.Copy(Path.Combine(artifacts, "text-bert", "1", "manifest.json"), Path.Combine(copy, "manifest.json"));

        var sentence = $"Models:Text is text-bert@1, which cannot be served; change it, or mend this: '{copy}";
        await ShouldSayAsync(Encoder, sentence, ("Models__Root", models.Path));
    }

    [Fact]
    public async Task Should_name_the_port_that_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var address = $"http://{taken.LocalEndpoint}";
        await ShouldSayAsync(Encoder, $"Failed to bind to address {address}: address already in use.", ("ASPNETCORE_URLS", address));
    }

    [Fact]
    public async Task Should_name_the_database_that_another_process_has()
    {
        const string Ranking = "services/ranking/Mmei.Ranking";
        using var folder = new TempFolder();
        var connection = $"Data Source={folder["mmei.db"]}";
        var settings = new Dictionary<string, string?> { ["Bus:Transport"] = "InMemory", ["Storage:ConnectionString"] = connection };
        await using var first = ServiceProcess.Start(Ranking, settings);
        await first.ReadyAsync();

        var sentence = $"Storage:ConnectionString names '{folder["mmei.db"]}', which another process has open";
        await ShouldSayAsync(Ranking, sentence, ("Storage__ConnectionString", connection));

        File.CreateSymbolicLink(folder["other.db"], folder["mmei.db"]);
        await ShouldSayAsync(
            Ranking,
            $"Storage:ConnectionString names '{folder["other.db"]}', which another process has open",
            ("Storage__ConnectionString", $"Data Source={folder["other.db"]}"));
    }

    private static async Task ShouldSayAsync(string project, string sentence, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ServiceProcess.Assembly(project))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment.Prepend(("Bus__Transport", "InMemory"))
            .Prepend(("ASPNETCORE_URLS", "http://127.0.0.1:0")))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(1, said);
        said.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith(sentence);
        (await output).ShouldNotContain("   at ");
    }
}
