using System.Text.Json.Serialization;

namespace Mmei.Inference.Manifest;

/// <summary>What must happen to an input before the model sees it; the same in training and serving.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ImagePreprocessing), "image")]
[JsonDerivedType(typeof(AudioPreprocessing), "audio")]
[JsonDerivedType(typeof(TextPreprocessing), "text")]
[JsonDerivedType(typeof(VoicePreprocessing), "voice")]
[JsonDerivedType(typeof(FacePreprocessing), "face")]
public abstract record Preprocessing;
