using System.Collections.Frozen;

namespace Microsoft.ML.Tokenizers;

/// <summary>The pieces of a vocabulary file, one a line; a piece's id is its line number from zero. Empty lines count but hold no piece.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _pieces = [];

    public static Vocabulary Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var vocabulary = new Vocabulary();
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (var line = 0; reader.ReadLine() is { } piece; line++)
        {
            vocabulary.Add(piece, line);
        }

        return vocabulary;
    }

    public static async Task<Vocabulary> LoadAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var vocabulary = new Vocabulary();
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (var line = 0; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } piece; line++)
        {
            vocabulary.Add(piece, line);
        }

        return vocabulary;
    }

    public int IdOf(string token, string role) =>
        token is not null && _ids.TryGetValue(token, out var id)
            ? id
            : throw new ArgumentException($"The {role} token '{token}' is not in the vocabulary.");

    public bool TryGetPiece(int id, out string piece) => _pieces.TryGetValue(id, out piece!);

    public string PieceOf(int id) => _pieces[id];

    /// <summary>Lets text spelled <paramref name="alias"/> stand for a piece that is there under another spelling.</summary>
    public void AddAlias(string alias, int id) => _ids[alias] = id;

    /// <summary>What a word can begin with: every piece.</summary>
    public PieceLookup Beginnings() => new(_ids);

    /// <summary>What a word can go on with, without the prefix.</summary>
    public PieceLookup Continuations(string prefix) =>
        new(_ids.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => KeyValuePair.Create(entry.Key[prefix.Length..], entry.Value)));

    private void Add(string piece, int id)
    {
        if (piece.Length == 0)
        {
            return;
        }

        if (!_ids.TryAdd(piece, id))
        {
            throw new ArgumentException($"Line {id + 1} of the vocabulary repeats '{piece}' of line {_ids[piece] + 1}.");
        }

        _pieces.Add(id, piece);
    }

    /// <summary>Finds the longest piece that text begins with.</summary>
    public readonly struct PieceLookup
    {
        private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
        private readonly int _longest;

        public PieceLookup(IEnumerable<KeyValuePair<string, int>> ids)
        {
            var frozen = ids.ToFrozenDictionary(StringComparer.Ordinal);
            _ids = frozen.GetAlternateLookup<ReadOnlySpan<char>>();
            _longest = frozen.Keys.Length == 0 ? 0 : frozen.Keys.Max(piece => piece.Length);
        }

        /// <summary>The length of the piece found, or zero.</summary>
        public int Longest(ReadOnlySpan<char> text, out int id)
        {
            for (var length = Math.Min(text.Length, _longest); length > 0; length--)
            {
                if (_ids.TryGetValue(text[..length], out id))
                {
                    return length;
                }
            }

            id = 0;
            return 0;
        }
    }
}
