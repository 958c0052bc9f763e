using System.Runtime.CompilerServices;

namespace Mmei.Cli;

/// <summary>The files that a command names; <c>-</c> is standard input.</summary>
internal sealed class Input(Func<Stream> standard)
{
    private const string Standard = "-";

    private bool _isTaken;

    /// <exception cref="UsageException">It has no name, or is standard input for the second time.</exception>
    public Stream Open(string path) => path switch
    {
        "" => throw new UsageException("A file needs a name."),
        Standard => _isTaken ? throw new UsageException("Standard input (-) can be read once.") : Take(),
        _ => File.OpenRead(path),
    };

    /// <summary>All of it; null where no file is named.</summary>
    public async Task<byte[]?> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return null;
        }

        await using var file = Open(path);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    /// <summary>Standard input, line by line as it comes, without empty lines.</summary>
    public async IAsyncEnumerable<string> Lines([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Open(Standard));

        // A read of a terminal goes on when it is cancelled; it is left behind.
        while (await reader.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return line;
            }
        }
    }

    private Stream Take()
    {
        _isTaken = true;
        return standard();
    }
}
