using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mmei.Benchmarks.Index;

/// <summary>FAISS' flat index over vectors, in a process of its own that searches on one thread.</summary>
internal sealed class FaissIndex : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private FaissIndex(Process process, string folder) => (_process, _folder) = (process, folder);

    public static async Task<FaissIndex> StartAsync(string program, float[] vectors, float[] queries, int found)
    {
        var folder = Directory.CreateTempSubdirectory("mmei-faiss").FullName;
        var (vectorsFile, queriesFile) = (Path.Combine(folder, "vectors"), Path.Combine(folder, "queries"));
        await WriteAsync(vectorsFile, vectors);
        await WriteAsync(queriesFile, queries);
        string[] arguments = [$"{IndexSettings.Dimension}", vectorsFile, queriesFile, $"{found}"];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return new FaissIndex(Process.Start(start)!, folder);
    }

    /// <summary>What the first queries find, best first.</summary>
    public async Task<int[][]> CheckAsync(int queries) =>
        (await AskAsync($"check {queries}")).GetProperty("found").Deserialize<int[][]>()!;

    public async Task<SearchTimes> RunAsync(double seconds)
    {
        var answer = await AskAsync(string.Create(CultureInfo.InvariantCulture, $"run {seconds}"));
        return new SearchTimes(answer.GetProperty("milliseconds").Deserialize<double[]>()!);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task WriteAsync(string file, float[] numbers)
    {
        await using var stream = File.Create(file);
        for (var at = 0; at < numbers.Length; at += 1 << 20)
        {
            stream.Write(MemoryMarshal.AsBytes(numbers.AsSpan(at, Math.Min(1 << 20, numbers.Length - at))));
        }
    }

    private async Task<JsonElement> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        var answer = await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("FAISS ended; what it said is on standard error.");
        return JsonDocument.Parse(answer).RootElement;
    }
}
