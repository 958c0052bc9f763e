using System.ComponentModel.DataAnnotations;

namespace Mmei.Inference.Onnx;

/// <summary>Section <c>Models</c>: which models are served, from where, and how they run.</summary>
public sealed class ModelsOptions
{
    public const string Section = "Models";

    internal const string NameAtVersion = "^[A-Za-z0-9][A-Za-z0-9-]*@[A-Za-z0-9][A-Za-z0-9.-]*$";
    private const string NameAtVersionMessage = "must be name@version, for example face-vit@1.";

    /// <summary>
    /// The folder that holds <c>NAME/VERSION/manifest.json</c>. Empty: the repository's own when run from within it, else /models.
    /// </summary>
    public string Root { get; init; } = "";

    [RegularExpression(NameAtVersion, ErrorMessage = NameAtVersionMessage)]
    public string Image { get; init; } = "face-vit@1";

    [RegularExpression(NameAtVersion, ErrorMessage = NameAtVersionMessage)]
    public string Audio { get; init; } = "speech-wav2vec2@1";

    [RegularExpression(NameAtVersion, ErrorMessage = NameAtVersionMessage)]
    public string Text { get; init; } = "text-bert@1";

    [RegularExpression(NameAtVersion, ErrorMessage = NameAtVersionMessage)]
    public string Fusion { get; init; } = "mmei@1";

    [RegularExpression(NameAtVersion, ErrorMessage = NameAtVersionMessage)]
    public string Content { get; init; } = "content-bert@1";

    /// <summary>
    /// The content model of before, kept beside the one in force: while that encodes the catalog anew, what is put meanwhile is found at
    /// once. Empty: none is kept, and it is found when the catalog is encoded. Read at the start.
    /// </summary>
    [RegularExpression(NameAtVersion, ErrorMessage = NameAtVersionMessage)]
    public string PreviousContent { get; init; } = "";

    [RegularExpression(NameAtVersion, ErrorMessage = NameAtVersionMessage)]
    public string Voice { get; init; } = "voice-detector@1";

    [RegularExpression(NameAtVersion, ErrorMessage = NameAtVersionMessage)]
    public string Face { get; init; } = "face-detector@1";

    [EnumDataType(typeof(ExecutionProvider))]
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Cpu;

    /// <summary>The GPU, where one is used.</summary>
    [Range(0, 63)]
    public int DeviceId { get; init; }

    /// <summary>
    /// Threads of one model run. Every model has its own and encoders run two batches at once, so few cores want few each.
    /// </summary>
    [Range(1, 256)]
    public int IntraOpThreads { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

    /// <summary>
    /// Whether idle threads of a model burn their core while they wait: a little faster alone, much slower on shared cores.
    /// </summary>
    public bool AllowSpinning { get; init; }

    /// <summary>A folder for graphs (and TensorRT engines) that were optimized for this machine; empty for none.</summary>
    public string OptimizedModelCache { get; init; } = "";

    /// <summary>A folder for ONNX Runtime's profiles, written when a model is closed; empty for none.</summary>
    public string Profile { get; init; } = "";

    /// <summary>The name@version of a setting: of a role, or <see cref="PreviousContent"/>.</summary>
    internal string this[string setting] => setting switch
    {
        nameof(Image) => Image,
        nameof(Audio) => Audio,
        nameof(Text) => Text,
        nameof(Fusion) => Fusion,
        nameof(Content) => Content,
        nameof(PreviousContent) => PreviousContent,
        nameof(Voice) => Voice,
        nameof(Face) => Face,
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting, null),
    };
}
