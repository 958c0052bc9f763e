using System.Text;
using Microsoft.ML.Tokenizers;

namespace Mmei.Compat.Tokenizers.Tests;

/// <summary>A small vocabulary; a piece's id is its place.</summary>
internal static class Vocabulary
{
    private static readonly string[] Small =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "!", ",", "?", "hello", "world", "how", "are", "you", "un", "##aff", "##able", "a", "##b",
        "caf\u00e9", "cafe", "\u4f60", "\u597d", "'", "[", "]", "cls", "##world", "Hello",
    ];

    public static int Id(string piece) => Array.IndexOf(Small, piece);

    public static int[] Ids(params string[] pieces) => [.. pieces.Select(Id)];

    public static MemoryStream Open(params string[] pieces) => new(Encoding.UTF8.GetBytes(string.Join('\n', pieces.Length == 0 ? Small : pieces)));

    public static BertTokenizer Bert(BertOptions? options = null) => BertTokenizer.Create(Open(), options);

    public static WordPieceTokenizer WordPiece(WordPieceOptions? options = null) => WordPieceTokenizer.Create(Open(), options);
}
